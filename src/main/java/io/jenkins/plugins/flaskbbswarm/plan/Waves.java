package io.jenkins.plugins.flaskbbswarm.plan;

import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The services of a stack in waves: each in a later one than all that it depends on. */
public final class Waves {
    private final SortedMap<String, DesiredService> waiting = new TreeMap<>();

    private Waves(Collection<DesiredService> services) {
        services.forEach(service -> waiting.put(service.key(), service));
    }

    /**
     * The waves, as names on the engine.
     *
     * @throws IllegalArgumentException if services depend on each other in a circle, which {@link #problems} tells
     */
    public static List<SortedSet<String>> of(Collection<DesiredService> services) {
        Waves waves = new Waves(services);
        List<SortedSet<String>> all = new ArrayList<>();
        while (!waves.waiting.isEmpty()) {
            all.add(waves.next());
        }
        return all;
    }

    /** Why there are no waves, one sentence each; none if there are. */
    public static List<String> problems(Collection<DesiredService> services) {
        Waves waves = new Waves(services);
        List<String> problems = new ArrayList<>();
        services.forEach(service -> service.dependsOn().stream()
                .filter(key -> !waves.waiting.containsKey(key))
                .map(key -> "The service " + service.key() + " depends on " + key
                        + ", which the stack does not have; correct its depends_on")
                .forEach(problems::add));
        while (!waves.waiting.isEmpty() && !waves.ready().isEmpty()) {
            waves.next();
        }
        waves.circle()
                .ifPresent(circle -> problems.add("The services " + circle
                        + " wait for each other; take one of these depends_on out, or deploy without order"));
        return problems;
    }

    private SortedSet<String> next() {
        List<DesiredService> ready = ready();
        if (ready.isEmpty()) {
            throw new IllegalArgumentException(circle().orElseThrow() + " wait for each other");
        }
        SortedSet<String> names = new TreeSet<>();
        ready.forEach(service -> {
            names.add(service.name());
            waiting.remove(service.key());
        });
        return names;
    }

    private List<DesiredService> ready() {
        return waiting.values().stream()
                .filter(service -> service.dependsOn().stream().noneMatch(waiting::containsKey))
                .toList();
    }

    /** Following what waits for what else that waits comes back to where it was. */
    private Optional<String> circle() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        LinkedHashSet<String> way = new LinkedHashSet<>();
        String key = waiting.firstKey();
        while (way.add(key)) {
            key = waiting.get(key).dependsOn().stream()
                    .filter(waiting::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> all = new ArrayList<>(way);
        return Optional.of(String.join(" → ", all.subList(all.indexOf(key), all.size())) + " → " + key);
    }
}
