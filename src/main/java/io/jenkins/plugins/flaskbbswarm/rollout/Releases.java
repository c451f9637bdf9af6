package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The releases of a stack that the swarm keeps, newest first.
 *
 * @param all succeeded and failed ones
 */
public record Releases(List<Kept> all) {
    /** A release and the config that keeps it. */
    public record Kept(String configId, Release release) {}

    public Releases {
        all = List.copyOf(all);
    }

    /** Those among a swarm's configs. */
    static Releases in(Namespace stack, Collection<JsonNode> configs) {
        return new Releases(configs.stream()
                .filter(config ->
                        belongs(stack, config) && config.at("/Spec/Labels").has(Labels.RELEASE))
                .map(config -> new Kept(config.path("ID").asText(), ReleaseJson.read(StoredJson.read(config))))
                .sorted(Comparator.comparing((Kept kept) -> kept.release().number())
                        .reversed())
                .toList());
    }

    static boolean belongs(Namespace stack, JsonNode config) {
        return stack.name()
                .equals(config.at("/Spec/Labels").path(Namespace.LABEL).asText());
    }

    /** The newest release that succeeded: what the stack should be now. */
    public Optional<Release> current() {
        return succeeded().stream().findFirst();
    }

    /** A release by its number. */
    public Optional<Release> number(int number) {
        return all.stream()
                .map(Kept::release)
                .filter(release -> release.number() == number)
                .findFirst();
    }

    /** The number of the next release. */
    public int next() {
        return all.stream().mapToInt(kept -> kept.release().number()).max().orElse(0) + 1;
    }

    /** What lies beyond the newest {@code keep} successes and may be forgotten. */
    List<Kept> beyond(int keep) {
        int oldest = succeeded().stream()
                .skip(Math.max(keep, 1) - 1L)
                .findFirst()
                .map(Release::number)
                .orElse(0);
        return all.stream().filter(kept -> kept.release().number() < oldest).toList();
    }

    /** Names of the secrets and configs that the newest {@code keep} successes need. */
    public Set<String> references(int keep) {
        return succeeded().stream()
                .limit(keep)
                .flatMap(release -> release.references().stream())
                .collect(Collectors.toSet());
    }

    private List<Release> succeeded() {
        return all.stream()
                .map(Kept::release)
                .filter(release -> release.outcome() == Release.Outcome.SUCCEEDED)
                .toList();
    }
}
