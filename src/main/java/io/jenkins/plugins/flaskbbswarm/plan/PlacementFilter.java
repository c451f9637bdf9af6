package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which nodes could run a service, and why the others could not: the engine itself only says "no suitable node". As
 * swarmkit's scheduler {@code filter.go}, but for what depends on other tasks.
 */
public final class PlacementFilter {
    private static final Pattern CONSTRAINT = Pattern.compile("\\s*([\\w.-]+)\\s*(==|!=)\\s*(.*?)\\s*");

    private final JsonNode spec;

    /** @param spec of the service */
    public PlacementFilter(JsonNode spec) {
        this.spec = spec;
    }

    /** Why a node cannot run the service, one rule each; none if it can. */
    public List<String> rulesAgainst(Node node) {
        List<String> rules = new ArrayList<>();
        if (!node.isAvailable()) {
            rules.add("it is " + ("ready".equals(node.state()) ? "set to " + node.availability() : node.state()));
        }
        rules.addAll(constraintsAgainst(node));
        againstPlatform(node).ifPresent(rules::add);
        rules.addAll(againstPlugins(node));
        JsonNode reserved = spec.at("/TaskTemplate/Resources/Reservations");
        if (reserved.path("NanoCPUs").asLong() > node.nanoCpus()) {
            rules.add("it has " + node.nanoCpus() / 1e9 + " CPUs and "
                    + reserved.path("NanoCPUs").asLong() / 1e9 + " are reserved");
        }
        if (reserved.path("MemoryBytes").asLong() > node.memoryBytes()) {
            rules.add("it has " + mebibytes(node.memoryBytes()) + " of memory and "
                    + mebibytes(reserved.path("MemoryBytes").asLong()) + " are reserved");
        }
        for (JsonNode generic : reserved.path("GenericResources")) {
            String kind = generic.at("/DiscreteResourceSpec/Kind").asText();
            long count = generic.at("/DiscreteResourceSpec/Value").asLong();
            if (count > node.generic(kind)) {
                rules.add("it has " + node.generic(kind) + " of the resource " + kind + " and " + count
                        + " are reserved");
            }
        }
        return rules;
    }

    /** Whether the constraints alone allow a node; a task that runs there already stays if they do. */
    public boolean meetsConstraints(Node node) {
        return constraintsAgainst(node).isEmpty();
    }

    private List<String> constraintsAgainst(Node node) {
        List<String> failed = new ArrayList<>();
        spec.at("/TaskTemplate/Placement/Constraints")
                .forEach(constraint -> against(constraint.asText(), node).ifPresent(failed::add));
        return failed;
    }

    /** As swarmkit's {@code PluginFilter}. */
    private List<String> againstPlugins(Node node) {
        List<String> missing = new ArrayList<>();
        String log = spec.at("/TaskTemplate/LogDriver/Name").asText();
        if (!log.isEmpty() && !log.equals("none") && !node.hasPlugin("Log", log)) {
            missing.add("it has no log driver " + log);
        }
        for (JsonNode mount : spec.at("/TaskTemplate/ContainerSpec/Mounts")) {
            String driver = mount.at("/VolumeOptions/DriverConfig/Name").asText();
            if (!driver.isEmpty() && !driver.equals("local") && !node.hasPlugin("Volume", driver)) {
                missing.add("it has no volume driver " + driver);
            }
        }
        return missing;
    }

    private Optional<String> againstPlatform(Node node) {
        List<Platform> platforms = new ArrayList<>();
        spec.at("/TaskTemplate/Placement/Platforms")
                .forEach(platform -> platforms.add(new Platform(
                        platform.path("OS").asText(),
                        platform.path("Architecture").asText())));
        boolean fits = platforms.isEmpty() || platforms.stream().anyMatch(platform -> platform.runsOn(node.platform()));
        return fits
                ? Optional.empty()
                : Optional.of("it is " + node.platform() + " and the image is made for "
                        + platforms.stream().map(Platform::toString).collect(Collectors.joining(", ")));
    }

    /** The nodes that could run it. */
    public List<Node> candidates(List<Node> nodes) {
        return nodes.stream().filter(node -> rulesAgainst(node).isEmpty()).toList();
    }

    /** One line that names each node and the first rule that keeps the service from it. */
    public String explain(List<Node> nodes) {
        List<String> reasons = new ArrayList<>();
        for (Node node : nodes) {
            rulesAgainst(node).stream().findFirst().ifPresent(rule -> reasons.add(node.hostname() + ": " + rule));
        }
        return String.join("; ", reasons);
    }

    private static Optional<String> against(String text, Node node) {
        Matcher constraint = CONSTRAINT.matcher(text);
        if (!constraint.matches()) {
            return Optional.of("'" + text + "' is not a constraint (write node.role == manager)");
        }
        Optional<String> value = node.attribute(constraint.group(1));
        boolean equal = value.filter(constraint.group(3)::equalsIgnoreCase).isPresent();
        if (equal == constraint.group(2).equals("==")) {
            return Optional.empty();
        }
        String is = value.map(v -> constraint.group(1) + " is " + v).orElse("it has no " + constraint.group(1));
        return Optional.of("'" + text + "' fails, " + is);
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }
}
