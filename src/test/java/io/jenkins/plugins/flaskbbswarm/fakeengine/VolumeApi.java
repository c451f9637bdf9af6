package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeMap;

/** {@code /volumes} and ended containers (there are none) of the engine's own node. Those that tasks would make are told by the test. */
final class VolumeApi {
    private final Store store;
    private final Map<String, ObjectNode> volumes = new TreeMap<>();

    VolumeApi(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.add("GET /volumes", this::list);
        routes.add("DELETE /volumes/*", this::remove);
        routes.add("GET /containers/json", call -> Answer.ok(Store.JSON.createArrayNode()));
    }

    void create(String name, Map<String, String> labels) {
        synchronized (store) {
            ObjectNode volume = Store.JSON.createObjectNode().put("Name", name).put("Driver", "local");
            labels.forEach(volume.putObject("Labels")::put);
            volumes.put(name, volume);
        }
    }

    private Answer list(Call call) {
        synchronized (store) {
            ObjectNode answer = Store.JSON.createObjectNode();
            ArrayNode all = answer.putArray("Volumes");
            volumes.values().stream()
                    .filter(volume -> Store.hasLabels(volume.path("Labels"), call.filter("label")))
                    .forEach(all::add);
            return Answer.ok(answer);
        }
    }

    private Answer remove(Call call) {
        synchronized (store) {
            if (volumes.remove(call.part(1)) == null) {
                throw new Refusal(404, "get " + call.part(1) + ": no such volume");
            }
            return Answer.empty(204);
        }
    }
}
