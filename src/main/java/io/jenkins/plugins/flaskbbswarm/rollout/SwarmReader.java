package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.SwarmObjects;
import io.jenkins.plugins.flaskbbswarm.plan.Observed;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the swarm: four requests, however large the stack. */
public final class SwarmReader {
    private final Engine engine;

    public SwarmReader(Engine engine) {
        this.engine = engine;
    }

    /** What the swarm holds now, of {@code stack} and beside it. */
    public SwarmState read(Namespace stack) throws InterruptedException {
        List<JsonNode> configs = engine.configs().list(Filters.none());
        List<JsonNode> services = engine.services().list(Filters.label(Namespace.LABEL, stack.name()));
        Optional<LockRecord> lock = LockRecord.in(stack, configs);
        Map<String, Observed.Item> items = items(configs);
        lock.ifPresent(found -> items.remove(LockRecord.configName(stack)));
        Observed observed = new Observed(services(services), networks(), items(engine.secrets()), items);
        return new SwarmState(observed, Releases.in(stack, configs), lock, services);
    }

    private static Map<String, Observed.Service> services(List<JsonNode> listed) {
        Map<String, Observed.Service> services = new HashMap<>();
        for (JsonNode service : listed) {
            ObjectNode spec = (ObjectNode) service.path("Spec");
            String name = spec.path("Name").asText();
            services.put(
                    name,
                    new Observed.Service(
                            service.path("ID").asText(),
                            name,
                            service.at("/Version/Index").asLong(),
                            spec));
        }
        return services;
    }

    private Map<String, Observed.Network> networks() throws InterruptedException {
        Map<String, Observed.Network> networks = new HashMap<>();
        for (JsonNode network : engine.networks().list(Filters.none())) {
            String name = network.path("Name").asText();
            Observed.Network found = new Observed.Network(
                    network.path("Id").asText(),
                    name,
                    network.path("Driver").asText(),
                    network.path("Scope").asText(),
                    network.path("Attachable").asBoolean(),
                    labels(network.path("Labels")));
            // The swarm's own networks come first in the list. Those of this node follow: among them may be a local one
            // of the same name, or what is left of one that the swarm has removed.
            networks.putIfAbsent(name, found);
        }
        return networks;
    }

    private static Map<String, Observed.Item> items(SwarmObjects objects) throws InterruptedException {
        return items(objects.list(Filters.none()));
    }

    private static Map<String, Observed.Item> items(List<JsonNode> objects) {
        Map<String, Observed.Item> items = new HashMap<>();
        for (JsonNode object : objects) {
            String name = object.at("/Spec/Name").asText();
            items.put(
                    name,
                    new Observed.Item(
                            object.path("ID").asText(),
                            name,
                            object.path("CreatedAt").asText(),
                            labels(object.at("/Spec/Labels"))));
        }
        return items;
    }

    /** Labels as a map. */
    public static Map<String, String> labels(JsonNode labels) {
        Map<String, String> values = new HashMap<>();
        labels.properties()
                .forEach(label -> values.put(label.getKey(), label.getValue().asText()));
        return values;
    }
}
