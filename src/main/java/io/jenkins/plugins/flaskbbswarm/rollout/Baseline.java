package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.Observed;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Planner;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Plans the way back to specs that the swarm had before. */
final class Baseline {
    private Baseline() {}

    /** The way from {@code observed} to exactly those services; all else of ours goes but what kept releases need. */
    static Plan plan(
            Namespace stack, SortedMap<String, ObjectNode> specs, Observed observed, Set<String> keptVersions) {
        Set<String> needed = new HashSet<>(keptVersions);
        specs.values().forEach(spec -> needed.addAll(References.of(spec)));
        DesiredStack wanted = new DesiredStack(stack, networks(specs, observed), List.of(), List.of(), services(specs));
        return new Planner(wanted, observed, needed, true).plan();
    }

    private static List<DesiredService> services(SortedMap<String, ObjectNode> specs) {
        return specs.entrySet().stream().map(Baseline::service).toList();
    }

    private static DesiredService service(Map.Entry<String, ObjectNode> entry) {
        String image = entry.getValue().at("/TaskTemplate/ContainerSpec/Image").asText();
        return new DesiredService(
                entry.getKey(), entry.getKey(), ImageReference.parse(image), List.of(), entry.getValue());
    }

    /** The networks that the specs use; they were there, so there is nothing to say of how to make them. */
    private static List<DesiredNetwork> networks(SortedMap<String, ObjectNode> specs, Observed observed) {
        Set<String> names = new TreeSet<>();
        for (ObjectNode spec : specs.values()) {
            for (JsonNode network : spec.at("/TaskTemplate/Networks")) {
                names.add(observed.networkNames().apply(network.path("Target").asText()));
            }
        }
        return names.stream()
                .map(name -> new DesiredNetwork(name, name, Optional.empty()))
                .toList();
    }
}
