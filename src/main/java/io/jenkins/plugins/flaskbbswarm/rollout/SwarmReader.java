package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel.Answer;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizer;
import io.jenkins.plugins.flaskbbswarm.plan.Subnet;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.Releases;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Looks at the swarm: five requests at the same time, however large the stack, and one more for a stack with services
 * that the engine does not restart for ever.
 */
public final class SwarmReader {
    private static final int REQUESTS = 5;

    private final Engine engine;

    public SwarmReader(Engine engine) {
        this.engine = engine;
    }

    /** What the swarm holds now, of {@code stack} and beside it. */
    public SwarmSnapshot read(Namespace stack) throws InterruptedException {
        Instant now = Instant.now();
        try (Parallel requests = new Parallel(REQUESTS)) {
            Answer<List<JsonNode>> all = requests.ask(() -> engine.services().list(Filters.none()));
            Answer<List<JsonNode>> configs = requests.ask(this::configs);
            Answer<List<JsonNode>> networks =
                    requests.ask(() -> engine.networks().list(Filters.none()));
            Answer<List<JsonNode>> secrets = requests.ask(() -> engine.secrets().list(Filters.none()));
            Answer<List<JsonNode>> nodes = requests.ask(() -> engine.nodes().list());
            List<JsonNode> services =
                    all.get().stream().filter(service -> isOf(stack, service)).toList();
            SwarmInventory observed = new SwarmInventory(
                    observed(services),
                    withPredefined(networks(networks.get()), services),
                    items(secrets.get()),
                    withoutLock(stack, configs.get()),
                    others(stack, all.get()));
            Releases releases = Releases.in(stack, configs.get());
            List<Node> known = nodes.get().stream().map(Node::new).toList();
            return new SwarmSnapshot(
                    observed,
                    releases,
                    SchemaChange.in(stack, configs.get(), releases),
                    LockRecord.in(stack, configs.get()),
                    services,
                    engine.apiVersion(),
                    failed(stack, services, known, observed.networkNames()),
                    known,
                    now);
        }
    }

    /**
     * Looks again, under a lock that was not there before: two requests show whether a release came in between. If
     * none did, what was seen before is what there is.
     *
     * @param before the lock's own config does not count; what was seen long ago, or while somebody else had the lock,
     *     is no help, and all is read anew
     */
    public SwarmSnapshot readAgain(Namespace stack, SwarmSnapshot before) throws InterruptedException {
        if (before.lock().isPresent() || !before.isFresh()) {
            return read(stack);
        }
        try (Parallel requests = new Parallel(2)) {
            Answer<List<JsonNode>> services = requests.ask(() -> services(stack));
            Answer<List<JsonNode>> configs = requests.ask(this::configs);
            boolean moved = !before.services().equals(services.get())
                    || !before.observed().configs().equals(withoutLock(stack, configs.get()));
            return moved ? read(stack) : before;
        }
    }

    private Map<String, String> failed(
            Namespace stack, List<JsonNode> services, List<Node> nodes, UnaryOperator<String> networkNames)
            throws InterruptedException {
        List<JsonNode> limited =
                services.stream().filter(SwarmReader::mayHaveFailed).toList();
        if (limited.isEmpty()) {
            return Map.of();
        }
        List<Task> tasks = engine.tasks().list(Filters.label(Namespace.LABEL, stack.name())).stream()
                .map(Task::new)
                .toList();
        Map<String, String> failed = new HashMap<>();
        for (JsonNode service : limited) {
            JsonNode template = SpecNormalizer.ofTask(service.at("/Spec/TaskTemplate"), networkNames);
            List<Task> own = tasks.stream()
                    .filter(task -> task.serviceId().equals(service.path("ID").asText()))
                    .toList();
            FinalFailure.of(service, own, nodes, task -> SpecNormalizer.ofTask(task.spec(), networkNames)
                            .equals(template))
                    .ifPresent(task -> failed.put(service.at("/Spec/Name").asText(), FinalFailure.describe(task)));
        }
        return failed;
    }

    /** A job of a release is ended by the release that comes upon it. */
    private static boolean mayHaveFailed(JsonNode service) {
        JsonNode status = service.path("ServiceStatus");
        return FinalFailure.isPossible(service)
                && !service.at("/Spec/Labels").has(Labels.JOB)
                && !service.at("/Spec/Labels").has(Labels.CANARY)
                && (ServiceProgress.isGlobal(service.path("Spec"))
                        || status.path("RunningTasks").asInt()
                                < status.path("DesiredTasks").asInt());
    }

    private static boolean isOf(Namespace stack, JsonNode service) {
        return service.at("/Spec/Labels").path(Namespace.LABEL).asText().equals(stack.name());
    }

    private static List<SwarmInventory.Service> others(Namespace stack, List<JsonNode> listed) {
        List<JsonNode> others =
                listed.stream().filter(service -> !isOf(stack, service)).toList();
        return List.copyOf(observed(others).values());
    }

    private List<JsonNode> services(Namespace stack) throws InterruptedException {
        return engine.services().list(Filters.label(Namespace.LABEL, stack.name()));
    }

    private List<JsonNode> configs() throws InterruptedException {
        return engine.configs().list(Filters.none());
    }

    private static Map<String, SwarmInventory.Item> withoutLock(Namespace stack, List<JsonNode> configs) {
        Map<String, SwarmInventory.Item> items = items(configs);
        if (LockRecord.in(stack, configs).isPresent()) {
            items.remove(LockRecord.configName(stack));
        }
        return items;
    }

    private static Map<String, SwarmInventory.Service> observed(List<JsonNode> listed) {
        Map<String, SwarmInventory.Service> services = new HashMap<>();
        for (JsonNode service : listed) {
            SwarmInventory.Service known = SwarmInventory.Service.of(service);
            services.put(known.name(), known);
        }
        return services;
    }

    /** Services on the network {@code host} are on one of the swarm that is not listed beside the node's own. */
    private Map<String, SwarmInventory.Network> withPredefined(
            Map<String, SwarmInventory.Network> listed, List<JsonNode> services) throws InterruptedException {
        Map<String, SwarmInventory.Network> networks = new HashMap<>(listed);
        Set<String> known =
                listed.values().stream().map(SwarmInventory.Network::id).collect(Collectors.toSet());
        for (JsonNode service : services) {
            for (JsonNode attached : service.at("/Spec/TaskTemplate/Networks")) {
                String target = attached.path("Target").asText();
                if (known.add(target) && !networks.containsKey(target)) {
                    engine.networks()
                            .inspect(target)
                            .map(SwarmReader::network)
                            .ifPresent(network -> networks.put(network.name(), network));
                }
            }
        }
        return networks;
    }

    private static SwarmInventory.Network network(JsonNode network) {
        return new SwarmInventory.Network(
                network.path("Id").asText(),
                network.path("Name").asText(),
                network.path("Driver").asText(),
                network.path("Scope").asText(),
                network.path("Attachable").asBoolean(),
                labels(network.path("Labels")),
                Subnet.of(network),
                network);
    }

    private static Map<String, SwarmInventory.Network> networks(List<JsonNode> listed) {
        Map<String, SwarmInventory.Network> networks = new HashMap<>();
        for (JsonNode network : listed) {
            SwarmInventory.Network found = network(network);
            // The swarm's own networks come first in the list. Those of this node follow: among them may be a local one
            // of the same name, or what is left of one that the swarm has removed.
            networks.putIfAbsent(found.name(), found);
        }
        return networks;
    }

    private static Map<String, SwarmInventory.Item> items(List<JsonNode> objects) {
        Map<String, SwarmInventory.Item> items = new HashMap<>();
        for (JsonNode object : objects) {
            String name = object.at("/Spec/Name").asText();
            items.put(
                    name,
                    new SwarmInventory.Item(
                            object.path("ID").asText(),
                            name,
                            object.path("CreatedAt").asText(),
                            labels(object.at("/Spec/Labels")),
                            object.path("Spec")));
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
