package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /_ping}, {@code /info} and {@code /version}. */
final class SystemApi {
    private final Store store;
    private final Faults faults;

    SystemApi(Store store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    void addTo(Routes routes) {
        routes.add("GET /_ping", call -> Answer.text("OK"));
        routes.add("HEAD /_ping", call -> Answer.text("OK"));
        routes.add(
                "GET /version",
                call -> Answer.ok(Store.JSON
                        .createObjectNode()
                        .put("Version", store.engine().engine())
                        .put("ApiVersion", store.engine().newest())
                        .put("MinAPIVersion", store.engine().oldest())));
        routes.add("GET /info", this::info);
    }

    private Answer info(Call call) {
        synchronized (store) {
            ObjectNode info = Store.JSON.createObjectNode();
            Entity self = store.nodes().all().iterator().next();
            info.put("Name", self.name())
                    .put("ServerVersion", store.engine().engine())
                    .put("NCPU", 8);
            info.put("OSType", "linux").put("Architecture", "x86_64");
            ObjectNode swarm = info.putObject("Swarm").put("NodeID", self.id());
            swarm.put("LocalNodeState", "active")
                    .put("ControlAvailable", !faults.isNoManager())
                    .put("Error", "");
            swarm.put("Nodes", store.nodes().all().size()).put("Managers", 1);
            swarm.putObject("Cluster").put("ID", "fakecluster");
            return Answer.ok(info);
        }
    }
}
