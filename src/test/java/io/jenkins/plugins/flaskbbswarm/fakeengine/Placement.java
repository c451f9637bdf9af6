package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Platform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Chooses nodes for tasks, or says why there is none. */
final class Placement {
    private static final Pattern CONSTRAINT = Pattern.compile("\\s*([\\w.-]+)\\s*(==|!=)\\s*(.*?)\\s*");

    private final Store store;

    Placement(Store store) {
        this.store = store;
    }

    /** Puts the task on the least busy node that fits, or notes in it why none does. */
    boolean place(FakeTask task) {
        Map<String, Integer> misfits = new LinkedHashMap<>();
        List<Entity> fitting = new ArrayList<>();
        for (Entity node : candidates(task)) {
            Optional<String> misfit = misfit(task, node);
            misfit.ifPresentOrElse(reason -> misfits.merge(reason, 1, Integer::sum), () -> fitting.add(node));
        }
        Optional<Entity> best = fitting.stream().min(Comparator.comparingLong(node -> busy(node, task)));
        best.ifPresentOrElse(node -> task.assign(node.id()), () -> task.explain(explain(misfits)));
        return best.isPresent();
    }

    private List<Entity> candidates(FakeTask task) {
        return store.nodes().all().stream()
                .filter(node -> task.node().map(node.id()::equals).orElse(true))
                .toList();
    }

    /** Whether a global service has a task on this node. */
    boolean isEligible(Entity node, JsonNode template) {
        return isAvailable(node) && meetsConstraints(node, template) && isOfPlatform(node, template);
    }

    private Optional<String> misfit(FakeTask task, Entity node) {
        if (!isAvailable(node)) {
            return Optional.of("not available for new tasks");
        }
        if (!hasResources(task, node)) {
            return Optional.of("insufficient resources");
        }
        if (!meetsConstraints(node, task.template())) {
            return Optional.of("scheduling constraints not satisfied");
        }
        if (!isOfPlatform(node, task.template())) {
            return Optional.of("unsupported platform");
        }
        return hasPorts(task, node) ? Optional.empty() : Optional.of("host-mode port already in use");
    }

    private static String explain(Map<String, Integer> misfits) {
        return misfits.entrySet().stream()
                .map(misfit -> misfit.getKey().startsWith("not available")
                        ? nodes(misfit.getValue()) + " " + misfit.getKey()
                        : misfit.getKey() + " on " + nodes(misfit.getValue()))
                .collect(Collectors.joining("; ", "no suitable node (", ")"));
    }

    private static String nodes(int count) {
        return count + (count == 1 ? " node" : " nodes");
    }

    private static boolean isAvailable(Entity node) {
        return node.spec().path("Availability").asText().equals("active")
                && node.extra().at("/Status/State").asText().equals("ready");
    }

    private boolean hasResources(FakeTask task, Entity node) {
        return enough(task, node, "NanoCPUs") && enough(task, node, "MemoryBytes");
    }

    private boolean enough(FakeTask task, Entity node, String resource) {
        long used = on(node).mapToLong(other -> reservation(other, resource)).sum();
        long total = node.extra().at("/Description/Resources/" + resource).asLong();
        return used + reservation(task, resource) <= total;
    }

    private static long reservation(FakeTask task, String resource) {
        return task.template().at("/Resources/Reservations/" + resource).asLong();
    }

    private Stream<FakeTask> on(Entity node) {
        return store.tasks().values().stream()
                .filter(task -> !task.isOver() && task.node().equals(Optional.of(node.id())));
    }

    private boolean hasPorts(FakeTask task, Entity node) {
        List<Integer> wanted = hostPorts(task);
        return on(node).filter(other -> other != task)
                .noneMatch(other -> hostPorts(other).stream().anyMatch(wanted::contains));
    }

    private List<Integer> hostPorts(FakeTask task) {
        List<Integer> ports = new ArrayList<>();
        store.services()
                .find(task.service())
                .ifPresent(service -> service.spec().at("/EndpointSpec/Ports").forEach(port -> {
                    if (port.path("PublishMode").asText().equals("host")) {
                        ports.add(port.path("PublishedPort").asInt());
                    }
                }));
        return ports;
    }

    private long busy(Entity node, FakeTask task) {
        return on(node).mapToLong(other -> other.service().equals(task.service()) ? 1000 : 1)
                .sum();
    }

    static boolean meetsConstraints(Entity node, JsonNode template) {
        for (JsonNode constraint : template.at("/Placement/Constraints")) {
            Matcher parts = parse(constraint.asText());
            boolean same = fact(node, parts.group(1)).equals(parts.group(3));
            if (same != parts.group(2).equals("==")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfPlatform(Entity node, JsonNode template) {
        JsonNode platforms = template.at("/Placement/Platforms");
        Platform itself = new Platform(
                node.extra().at("/Description/Platform/OS").asText(),
                node.extra().at("/Description/Platform/Architecture").asText());
        return platforms.isEmpty()
                || StreamSupport.stream(platforms.spliterator(), false)
                        .map(platform -> new Platform(
                                platform.path("OS").asText(),
                                platform.path("Architecture").asText()))
                        .anyMatch(platform -> platform.runsOn(itself));
    }

    static Matcher parse(String constraint) {
        Matcher parts = CONSTRAINT.matcher(constraint);
        if (!parts.matches()) {
            throw Refusal.rpc(500, "Unknown", "constraint expected one operator from ==, !=");
        }
        return parts;
    }

    private static String fact(Entity node, String name) {
        return switch (name) {
            case "node.id" -> node.id();
            case "node.hostname" -> node.name();
            case "node.role" -> node.spec().path("Role").asText();
            case "node.platform.os" -> "linux";
            case "node.platform.arch" -> "x86_64";
            default ->
                node.spec()
                        .path("Labels")
                        .path(name.replaceFirst("^node.labels.", ""))
                        .asText();
        };
    }
}
