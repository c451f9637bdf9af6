package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.SecretsOrConfigs;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The laboratory's swarm as a test looks at it. */
public final class Swarm implements AutoCloseable {
    private final Engine engine;

    private Swarm(Engine engine) {
        this.engine = engine;
    }

    public static Swarm ofTheLab() throws InterruptedException {
        return new Swarm(Engine.connect(EngineAddress.parse(Lab.engine())));
    }

    Engine engine() {
        return engine;
    }

    /**
     * Everything that a deployment could write to the engine but images, whole: two views are equal if and only if
     * nothing was written in between, since each write to a service or object moves its version.
     */
    public SortedMap<String, JsonNode> everything() throws InterruptedException {
        SortedMap<String, JsonNode> all = new TreeMap<>();
        engine.services()
                .list(Filters.none())
                .forEach(
                        service -> all.put("service " + service.at("/Spec/Name").asText(), service));
        engine.networks()
                .list(Filters.none())
                .forEach(network -> all.put("network " + network.path("Name").asText(), network));
        add(all, "secret ", engine.secrets());
        add(all, "config ", engine.configs());
        // How many tasks run is no write of ours.
        all.values().forEach(node -> ((ObjectNode) node).remove("ServiceStatus"));
        return all;
    }

    private static void add(SortedMap<String, JsonNode> all, String kind, SecretsOrConfigs objects)
            throws InterruptedException {
        objects.list(Filters.none())
                .forEach(object -> all.put(kind + object.at("/Spec/Name").asText(), object));
    }

    /** Names of what belongs to a stack, such as {@code config flaskbb_flaskbb-app-…}. */
    public SortedSet<String> namesOf(String stack) throws InterruptedException {
        SortedSet<String> names = new TreeSet<>();
        everything().forEach((name, node) -> {
            JsonNode labels = node.has("Labels") ? node.path("Labels") : node.at("/Spec/Labels");
            if (labels.path(Namespace.LABEL).asText().equals(stack)) {
                names.add(name);
            }
        });
        return names;
    }

    /** IDs of the running tasks of a service. */
    public SortedSet<String> tasks(String service) throws InterruptedException {
        SortedSet<String> ids = new TreeSet<>();
        for (JsonNode task : runningTasks(service)) {
            ids.add(task.path("ID").asText());
        }
        return ids;
    }

    /** The values of a service's environment, as its spec has them. */
    public List<String> environment(String service) throws InterruptedException {
        List<String> values = new ArrayList<>();
        spec(service).at("/TaskTemplate/ContainerSpec/Env").forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Changes a service as somebody would by hand. */
    public void label(String service, String label) throws InterruptedException {
        ObjectNode spec = spec(service).deepCopy();
        spec.withObject("/TaskTemplate/ContainerSpec/Labels").put(label, "by hand");
        JsonNode found = engine.services().inspect(service).orElseThrow();
        engine.services()
                .update(found.path("ID").asText(), found.at("/Version/Index").asLong(), spec, Optional.empty());
    }

    private ObjectNode spec(String service) throws InterruptedException {
        return (ObjectNode) engine.services().inspect(service).orElseThrow().path("Spec");
    }

    /** The containers of a service's running tasks. */
    List<String> containers(String service) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode task : runningTasks(service)) {
            ids.add(task.at("/Status/ContainerStatus/ContainerID").asText());
        }
        return ids;
    }

    private List<JsonNode> runningTasks(String service) throws InterruptedException {
        return engine.tasks().list(Filters.none().and("service", service).and("desired-state", "running")).stream()
                .filter(task -> task.at("/Status/State").asText().equals("running"))
                .toList();
    }

    /** IDs of all images on the engine. */
    SortedSet<String> images() throws InterruptedException {
        SortedSet<String> ids = new TreeSet<>();
        engine.images().list(Filters.none()).forEach(image -> ids.add(image.path("Id") + " " + image.path("RepoTags")));
        return ids;
    }

    /** Removes a stack, its secrets and releases included, and waits until it is gone. */
    public void remove(String stack) throws InterruptedException {
        Filters ours = Filters.label(Namespace.LABEL, stack);
        for (JsonNode service : engine.services().list(ours)) {
            engine.services().remove(service.path("ID").asText());
        }
        for (SecretsOrConfigs objects : List.of(engine.secrets(), engine.configs())) {
            for (JsonNode object : objects.list(ours)) {
                objects.remove(object.path("ID").asText());
            }
        }
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!removeNetworks(ours) && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
    }

    private boolean removeNetworks(Filters ours) throws InterruptedException {
        List<JsonNode> networks = new ArrayList<>(engine.networks().list(ours));
        Collections.reverse(networks);
        for (JsonNode network : networks) {
            try {
                engine.networks().remove(network.path("Id").asText());
            } catch (EngineException e) {
                if (!e.isInUse()) {
                    throw e;
                }
            }
        }
        return networks.isEmpty();
    }

    @Override
    public void close() {
        engine.close();
    }
}
