package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The profiles that are asked for (Compose Specification, "Profiles"): a service that has profiles is part of the stack
 * only with one of them; {@code *} stands for all.
 *
 * @param asked those that somebody named for this deployment
 * @param ambient those of {@code COMPOSE_PROFILES}, which may be meant for other stacks
 */
public record Profiles(Set<String> asked, Set<String> ambient) {
    /** No profiles: services that have some are left out. */
    public static final Profiles NONE = new Profiles(Set.of(), Set.of());

    private static final String VARIABLE = "COMPOSE_PROFILES";

    public Profiles {
        asked = Set.copyOf(asked);
        ambient = Set.copyOf(ambient);
    }

    /** The profiles that a user names; a name may be a list with commas. */
    public static Profiles of(List<String> names) {
        return new Profiles(split(names), Set.of());
    }

    /** The profiles that a user names, and those of the environment's {@code COMPOSE_PROFILES}. */
    public static Profiles of(List<String> names, Map<String, String> environment) {
        return new Profiles(split(names), split(List.of(environment.getOrDefault(VARIABLE, ""))));
    }

    private static Set<String> split(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        names.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(all::add);
        return all;
    }

    private boolean enable(Service service) {
        return service.profiles().isEmpty()
                || asked.contains("*")
                || ambient.contains("*")
                || service.profiles().stream().anyMatch(name -> asked.contains(name) || ambient.contains(name));
    }

    /** The stack without the services that are off; those that need one of them are refused. */
    public Stack enabled(Stack stack, ReadContext reading) {
        noteUnknown(stack, reading);
        Map<String, Service> on = new TreeMap<>(stack.services());
        on.values().removeIf(service -> !enable(service));
        if (on.size() < stack.services().size()) {
            on.replaceAll((name, service) -> withoutOff(service, stack, on.keySet(), reading));
        }
        return stack.withServices(on);
    }

    private void noteUnknown(Stack stack, ReadContext reading) {
        Set<String> known = new TreeSet<>();
        stack.services().values().forEach(service -> known.addAll(service.profiles()));
        asked.stream()
                .filter(name -> !known.contains(name) && !name.equals("*"))
                .sorted()
                .forEach(name -> reading.warn(
                        reading.places().of("services"),
                        "services",
                        "no service has the profile '" + name + "' that is asked for",
                        reading.nearest(name, known)
                                .map(nearest -> "did you mean '" + nearest + "'?")
                                .orElse(
                                        known.isEmpty()
                                                ? "no service has any"
                                                : "known: " + String.join(", ", known))));
    }

    private static Service withoutOff(Service service, Stack stack, Set<String> on, ReadContext reading) {
        List<Dependency> kept = new ArrayList<>();
        for (Dependency dependency : service.dependsOn()) {
            Service other = stack.services().get(dependency.service());
            if (other == null || on.contains(dependency.service())) {
                kept.add(dependency);
            } else if (dependency.required()) {
                String path = "services." + service.name() + ".depends_on";
                reading.error(
                        reading.places().of(path + "." + dependency.service()),
                        path,
                        "the service '" + dependency.service() + "' is off, since none of its profiles ("
                                + String.join(", ", other.profiles()) + ") is asked for",
                        "ask for one (" + Advice.of("--profile, or profiles: in deploy.yml", "profiles: in deploy.yml")
                                + "), or write 'required: false'");
            }
        }
        return service.withDependencies(kept);
    }
}
