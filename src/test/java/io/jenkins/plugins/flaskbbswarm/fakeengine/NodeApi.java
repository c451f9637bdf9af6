package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;

import java.util.Map;

/** {@code /nodes}. */
final class NodeApi {
    private final Store store;

    NodeApi(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.add("GET /nodes", this::list);
        routes.add("POST /nodes/*/update", this::update);
        routes.add("GET /nodes/*", this::inspect);
    }

    FakeNode create(String name) {
        synchronized (store) {
            Entity node = store.create(
                    store.nodes(),
                    Store.JSON.createObjectNode().put("Role", "manager").put("Availability", "active"));
            node.spec().putObject("Labels");
            node.extra().withObject("/Description").put("Hostname", name);
            node.extra()
                    .withObject("/Description/Platform")
                    .put("Architecture", "x86_64")
                    .put("OS", "linux");
            node.extra().withObject("/Description/Engine").put("EngineVersion", "20.10.24");
            node.extra().withObject("/Status").put("State", "ready").put("Addr", "192.0.2.1");
            boolean first = store.nodes().all().size() == 1;
            node.extra().withObject("/ManagerStatus").put("Leader", first).put("Reachability", "reachable");
            return new FakeNode(store, node).resources(8, 16L << 30);
        }
    }

    private Answer list(Call call) {
        synchronized (store) {
            ArrayNode all = Store.JSON.createArrayNode();
            store.nodes().all().forEach(node -> all.add(node.json()));
            return Answer.ok(all);
        }
    }

    private Entity get(String name) {
        return name.equals("self")
                ? store.nodes().all().iterator().next()
                : store.nodes().get(name);
    }

    private Answer inspect(Call call) {
        synchronized (store) {
            return Answer.ok(get(call.part(1)).json());
        }
    }

    private Answer update(Call call) {
        synchronized (store) {
            Entity node = get(call.part(1));
            store.checkVersion(node, call.parameter("version").orElse(""), "node");
            node.replace(call.json());
            store.touch(node);
            store.event("node", "update", node, Map.of());
            return Answer.empty(200);
        }
    }
}
