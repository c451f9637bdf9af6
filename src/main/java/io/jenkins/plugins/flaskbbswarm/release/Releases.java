package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The releases of a stack that the swarm keeps, newest first.
 *
 * @param all succeeded and failed ones
 */
public record Releases(List<StoredRelease> all) {
    public Releases {
        all = List.copyOf(all);
    }

    /** Those among a swarm's configs. */
    public static Releases in(Namespace stack, Collection<JsonNode> configs) {
        return new Releases(configs.stream()
                .filter(config ->
                        belongs(stack, config) && config.at("/Spec/Labels").has(Labels.RELEASE))
                .map(StoredRelease::in)
                .sorted(Comparator.comparing(StoredRelease::number).reversed())
                .toList());
    }

    static boolean belongs(Namespace stack, JsonNode config) {
        return stack.name()
                .equals(config.at("/Spec/Labels").path(Namespace.LABEL).asText());
    }

    /** The newest release that succeeded: what the stack should be now. */
    public Optional<Release> current() {
        return succeeded().findFirst().map(StoredRelease::release);
    }

    /** The number of the newest release that succeeded; 0 if there is none. */
    public int currentNumber() {
        return succeeded().findFirst().map(StoredRelease::number).orElse(0);
    }

    /** A release by its number. */
    public Optional<Release> number(int number) {
        return all.stream().filter(kept -> kept.number() == number).findFirst().map(StoredRelease::release);
    }

    /** The newest release before another one that succeeded. */
    public Optional<Release> before(int number) {
        return succeeded().filter(kept -> kept.number() < number).findFirst().map(StoredRelease::release);
    }

    /** Names of the services and networks that releases after {@code number} added: it and those before it have none. */
    public Set<String> namesSince(int number) {
        Set<String> names = names(kept -> kept.number() > number);
        names.removeAll(names(kept -> kept.number() <= number));
        return names;
    }

    private Set<String> names(Predicate<StoredRelease> which) {
        return succeeded()
                .filter(which)
                .map(StoredRelease::release)
                .flatMap(release ->
                        Stream.concat(release.services().keySet().stream(), release.networks().keySet().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The number of the next release. */
    public int next() {
        return all.stream().mapToInt(StoredRelease::number).max().orElse(0) + 1;
    }

    /** What lies beyond the newest {@code keep} successes and may be forgotten. */
    public List<StoredRelease> beyond(int keep) {
        int oldest = succeeded()
                .skip(Math.max(keep, 1) - 1L)
                .findFirst()
                .map(StoredRelease::number)
                .orElse(0);
        return all.stream().filter(kept -> kept.number() < oldest).toList();
    }

    /** Names of the secrets and configs that the newest {@code keep} successes need. */
    public Set<String> references(int keep) {
        return succeeded()
                .limit(keep)
                .flatMap(kept -> kept.release().references().stream())
                .collect(Collectors.toSet());
    }

    private Stream<StoredRelease> succeeded() {
        return all.stream().filter(kept -> kept.outcome() == Release.Outcome.SUCCEEDED);
    }
}
