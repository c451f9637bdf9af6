package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.time.Duration;
import java.util.Map;

/**
 * What a deployment finds around it.
 *
 * @param environment the variables that {@code {env: NAME}} may name
 * @param owner who deploys, for people: a user and host, or the address of a build
 * @param lockPatience how long to wait for another release of the same stack
 * @param events told what happens
 * @param gate passed before each phase
 * @param mayRunPrograms whether other programs, such as credential helpers, may be run here: not on a Jenkins
 *     controller, whose user is not the one that the environment and the files are of
 * @param memory keeps the progress of a release for another attempt
 */
public record Surroundings(
        Map<String, String> environment,
        String owner,
        Duration lockPatience,
        EventSink events,
        Gate gate,
        boolean mayRunPrograms,
        ReleaseMemory memory) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Where nobody holds the phases up, and nothing is attempted again. */
    public Surroundings(Map<String, String> environment, String owner, Duration lockPatience, EventSink events) {
        this(environment, owner, lockPatience, events, Gate.OPEN, true, ReleaseMemory.ofThisProcess());
    }

    /** The same, with another gate to pass before each phase. */
    public Surroundings withGate(Gate other) {
        return new Surroundings(environment, owner, lockPatience, events, other, mayRunPrograms, memory);
    }

    /** The same with another listener, and nobody who holds the phases up. */
    public Surroundings listening(EventSink other) {
        return new Surroundings(environment, owner, lockPatience, other, Gate.OPEN, mayRunPrograms, memory);
    }
}
