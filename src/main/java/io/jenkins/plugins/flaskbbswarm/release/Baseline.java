package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.Jobs;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Specs that the swarm had before, as a stack that is wanted again. */
public final class Baseline {
    private Baseline() {}

    /**
     * Those services as a stack. Its jobs have run, and are not run again.
     *
     * @param specs by name, with networks by name
     * @param networks how to make those networks of theirs that may be missing
     */
    static DesiredStack desired(
            Namespace stack, SortedMap<String, ObjectNode> specs, SortedMap<String, ObjectNode> networks) {
        List<DesiredService> services = specs.entrySet().stream()
                .map(service -> service(service.getKey(), Jobs.withoutRun(service.getValue())))
                .toList();
        return new DesiredStack(stack, networks(specs, networks), List.of(), List.of(), services);
    }

    /** One of them. */
    public static DesiredService service(String name, ObjectNode spec) {
        String image = spec.at("/TaskTemplate/ContainerSpec/Image").asText();
        return new DesiredService(name, name, ImageReference.parse(image), List.of(), spec);
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
