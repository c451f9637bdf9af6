package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services of a stack in waves: each in a later one than all that it depends on. */
public final class DependencyOrder {
    private final SortedMap<String, DesiredService> waiting = new TreeMap<>();

    private DependencyOrder(Collection<DesiredService> services) {
        services.forEach(service -> waiting.put(service.key(), service));
    }

    /**
     * The waves, as names on the engine.
     *
     * @throws IllegalArgumentException if services depend on each other in a circle, which {@link #problems} tells
     */
    public static List<SortedSet<String>> of(Collection<DesiredService> services) {
        DependencyOrder waves = new DependencyOrder(services);
        List<SortedSet<String>> all = new ArrayList<>();
        while (!waves.waiting.isEmpty()) {
            all.add(waves.next());
        }
        return all;
    }

    /** Why there are no waves, one sentence each; none if there are. */
    public static List<String> problems(Collection<DesiredService> services) {
        DependencyOrder waves = new DependencyOrder(services);
        List<String> problems = new ArrayList<>();
        services.forEach(service -> service.dependsOn().stream()
                .flatMap(dependency -> waves.problem(service, dependency).stream())
                .forEach(problems::add));
        while (!waves.waiting.isEmpty() && !waves.ready().isEmpty()) {
            waves.next();
        }
        waves.circle()
                .ifPresent(circle -> problems.add("The services " + circle
                        + " wait for each other; take one of these depends_on out, or deploy without order"));
        return problems;
    }

    private Optional<String> problem(DesiredService service, Dependency dependency) {
        DesiredService other = waiting.get(dependency.service());
        if (other == null) {
            return dependency.required()
                    ? Optional.of("The service " + service.key() + " depends on " + dependency.service()
                            + ", which the stack does not have; correct its depends_on, or write 'required: false'")
                    : Optional.empty();
        }
        boolean waitsForEnd = dependency.condition() == Dependency.Condition.COMPLETED;
        return waitsForEnd && !Jobs.isJob(other.body()) && !runsOnce(other.body())
                ? Optional.of("The service " + service.key() + " waits for the end of " + other.key()
                        + " (service_completed_successfully), which never comes: its tasks are started again, or have a"
                        + " health check; set deploy.restart_policy.condition to none or on-failure there, without a"
                        + " health check, or deploy.mode to replicated-job")
                : Optional.empty();
    }

    /** Whether no other task follows one that ended well, and none is there to stay. */
    private static boolean runsOnce(JsonNode spec) {
        JsonNode test = spec.at("/TaskTemplate/ContainerSpec/Healthcheck/Test");
        return !"any".equals(spec.at("/TaskTemplate/RestartPolicy/Condition").asText("any"))
                && (test.isEmpty() || "NONE".equals(test.path(0).asText()));
    }

    /**
     * What a wave waits for: conditions by the name on the engine of the service that is to meet them.
     *
     * @param wave one of {@link #of}
     */
    public static SortedMap<String, SortedSet<Dependency.Condition>> needs(
            Collection<DesiredService> services, Set<String> wave) {
        SortedMap<String, String> names = new TreeMap<>();
        services.forEach(service -> names.put(service.key(), service.name()));
        SortedMap<String, SortedSet<Dependency.Condition>> needs = new TreeMap<>();
        services.stream()
                .filter(service -> wave.contains(service.name()))
                .flatMap(service -> service.dependsOn().stream())
                .filter(dependency -> names.containsKey(dependency.service()))
                .forEach(dependency -> needs.computeIfAbsent(names.get(dependency.service()), name -> new TreeSet<>())
                        .add(dependency.condition()));
        return needs;
    }

    /** The order in lines for a person; none if all go at once, or if there is none. */
    public static List<String> lines(Collection<DesiredService> services) {
        if (!problems(services).isEmpty()) {
            return List.of();
        }
        List<SortedSet<String>> waves = of(services);
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < waves.size(); i++) {
            lines.add("  order: " + String.join(", ", waves.get(i)) + " after "
                    + needs(services, waves.get(i)).entrySet().stream()
                            .map(need -> need.getKey() + " " + words(need.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String words(SortedSet<Dependency.Condition> conditions) {
        return conditions.stream()
                .map(condition -> switch (condition) {
                    case STARTED -> "has started";
                    case CONVERGED, HEALTHY -> "runs";
                    case COMPLETED -> "has ended with 0";
                })
                .distinct()
                .collect(Collectors.joining(" and "));
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
                .filter(service -> keys(service).noneMatch(waiting::containsKey))
                .toList();
    }

    private static Stream<String> keys(DesiredService service) {
        return service.dependsOn().stream().map(Dependency::service);
    }

    /** Following what waits for what else that waits comes back to where it was. */
    private Optional<String> circle() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        LinkedHashSet<String> way = new LinkedHashSet<>();
        String key = waiting.firstKey();
        while (way.add(key)) {
            key = keys(waiting.get(key))
                    .filter(waiting::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> all = new ArrayList<>(way);
        return Optional.of(String.join(" → ", all.subList(all.indexOf(key), all.size())) + " → " + key);
    }
}
