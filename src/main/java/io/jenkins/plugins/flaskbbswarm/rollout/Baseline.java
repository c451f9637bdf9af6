package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.Observed;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Planner;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Plans the way back to specs that the swarm had before. */
final class Baseline {
    private Baseline() {}

    /** The way from {@code observed} to exactly those services; all else of ours goes but what kept releases need. */
    static Plan plan(
            Namespace stack, SortedMap<String, ObjectNode> specs, Observed observed, Set<String> keptVersions) {
        SortedMap<String, ObjectNode> named = new TreeMap<>();
        UnaryOperator<String> names = observed.networkNames();
        specs.forEach((name, spec) -> named.put(name, Observed.withNetworkNames(spec, names)));
        return new Planner(desired(stack, named, new TreeMap<>()), observed, keptVersions, true).plan();
    }

    /**
     * Those services as a stack.
     *
     * @param specs by name, with networks by name
     * @param networks how to make those networks of theirs that may be missing
     */
    static DesiredStack desired(
            Namespace stack, SortedMap<String, ObjectNode> specs, SortedMap<String, ObjectNode> networks) {
        return new DesiredStack(stack, networks(specs, networks), List.of(), List.of(), services(specs));
    }

    private static List<DesiredService> services(SortedMap<String, ObjectNode> specs) {
        return specs.entrySet().stream().map(Baseline::service).toList();
    }

    private static DesiredService service(Map.Entry<String, ObjectNode> entry) {
        String image = entry.getValue().at("/TaskTemplate/ContainerSpec/Image").asText();
        return new DesiredService(
                entry.getKey(), entry.getKey(), ImageReference.parse(image), List.of(), entry.getValue());
    }

    private static List<DesiredNetwork> networks(
            SortedMap<String, ObjectNode> specs, SortedMap<String, ObjectNode> bodies) {
        Set<String> names = new TreeSet<>();
        for (ObjectNode spec : specs.values()) {
            spec.at("/TaskTemplate/Networks")
                    .forEach(network -> names.add(network.path("Target").asText()));
        }
        return names.stream()
                .map(name -> new DesiredNetwork(name, name, Optional.ofNullable(bodies.get(name))))
                .toList();
    }
}
