package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;

/** {@code /networks}, which show their fields flat and not as a spec. */
final class NetworkApi {
    private final Store store;

    NetworkApi(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.add("GET /networks", this::list);
        routes.add("POST /networks/create", this::create);
        routes.add("GET /networks/*", this::inspect);
        routes.add("DELETE /networks/*", this::remove);
    }

    private Answer list(Call call) {
        synchronized (store) {
            ArrayNode all = Store.JSON.createArrayNode();
            store.networks().all().stream()
                    .filter(network -> Store.hasLabels(network.spec().path("Labels"), call.filter("label")))
                    .filter(network -> call.filter("name").stream().allMatch(network.name()::contains))
                    .filter(network -> call.filter("scope").stream().allMatch("swarm"::equals))
                    .map(NetworkApi::json)
                    .forEach(all::add);
            return Answer.ok(all);
        }
    }

    private static JsonNode json(Entity network) {
        ObjectNode json = network.spec().deepCopy();
        json.put("Id", network.id())
                .put("Created", network.json().path("CreatedAt").asText());
        json.put("Scope", json.path("Driver").asText().equals("overlay") ? "swarm" : "local");
        json.withObject("/Labels");
        json.put("Attachable", json.path("Attachable").asBoolean());
        json.put("Internal", json.path("Internal").asBoolean());
        json.put("Ingress", json.path("Ingress").asBoolean());
        return json;
    }

    private Answer create(Call call) {
        synchronized (store) {
            ObjectNode spec = call.json();
            String name = spec.path("Name").asText();
            if (store.networks().named(name).isPresent()) {
                throw new Refusal(409, "network with name " + name + " already exists");
            }
            spec.remove("CheckDuplicate");
            Entity network = store.create(store.networks(), spec);
            return Answer.json(
                    201, Store.JSON.createObjectNode().put("Id", network.id()).put("Warning", ""));
        }
    }

    private Answer inspect(Call call) {
        synchronized (store) {
            return Answer.ok(json(store.networks().get(call.part(1))));
        }
    }

    private Answer remove(Call call) {
        synchronized (store) {
            Entity network = store.networks().get(call.part(1));
            Optional<Entity> user = store.services().all().stream()
                    .filter(service -> uses(service, network))
                    .findFirst();
            if (user.isPresent()) {
                throw Refusal.rpc(
                        400,
                        "FailedPrecondition",
                        "network " + network.id() + " is in use by service "
                                + user.get().id());
            }
            store.networks().remove(network);
            store.event("network", "remove", network, Map.of());
            return Answer.empty(204);
        }
    }

    private static boolean uses(Entity service, Entity network) {
        for (JsonNode attachment : service.spec().at("/TaskTemplate/Networks")) {
            String target = attachment.path("Target").asText();
            if (target.equals(network.id()) || target.equals(network.name())) {
                return true;
            }
        }
        return false;
    }
}
