package io.jenkins.plugins.flaskbbswarm.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which services are changed by which strategy, and how.
 *
 * @param all what goes for services that are not named
 * @param services what goes for those that are, by their keys
 * @param steps of each canary, one after the other
 * @param drain how long a canary goes on running after it was taken out of Traefik's routes
 * @param analysis by what a canary is judged
 * @param probe what is asked for meanwhile; empty if only its tasks are looked at
 */
public record StrategySettings(
        Choice all,
        SortedMap<String, Choice> services,
        List<CanaryStep> steps,
        Duration drain,
        Analysis analysis,
        Optional<Probe> probe) {
    /** Each service is updated by the engine, as its update_config says. */
    public static final StrategySettings ROLLING = new StrategySettings(
            new Choice(Kind.ROLLING, ""),
            new TreeMap<>(),
            List.of(CanaryStep.tasks(1, Duration.ofMinutes(1))),
            Duration.ofSeconds(20),
            Analysis.DEFAULT,
            Optional.empty());

    /** What there is to choose from. */
    public enum Kind {
        ROLLING,
        CANARY
    }

    /**
     * A strategy that somebody chose.
     *
     * @param place where, as {@code file:line:column: field}; empty for the default
     */
    public record Choice(Kind kind, String place) {}

    /** The same, asking for something. */
    public StrategySettings probing(Optional<Probe> other) {
        return new StrategySettings(all, services, steps, drain, analysis, other);
    }

    /** What goes for a service. */
    Choice of(String key) {
        return services.getOrDefault(key, all);
    }

    /** Whether any service may get a canary. */
    public boolean hasCanaries() {
        return all.kind() == Kind.CANARY || services.values().stream().anyMatch(choice -> choice.kind() == Kind.CANARY);
    }
}
