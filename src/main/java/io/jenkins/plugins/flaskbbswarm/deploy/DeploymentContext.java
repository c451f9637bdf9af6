package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretResolver;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

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
 * @param secrets told the value of each secret and password once it is known, so that it is blanked where all is printed
 */
public record DeploymentContext(
        Map<String, String> environment,
        String owner,
        Duration lockPatience,
        EventSink events,
        PhaseGate gate,
        boolean mayRunPrograms,
        ReleaseMemory memory,
        Consumer<String> secrets) {
    public DeploymentContext {
        environment = Map.copyOf(environment);
    }

    /** Where what is printed is of no interest to us. */
    public DeploymentContext(
            Map<String, String> environment,
            String owner,
            Duration lockPatience,
            EventSink events,
            PhaseGate gate,
            boolean mayRunPrograms,
            ReleaseMemory memory) {
        this(environment, owner, lockPatience, events, gate, mayRunPrograms, memory, value -> {});
    }

    /** The same, with a listener for the values of secrets. */
    public DeploymentContext tellingSecrets(Consumer<String> to) {
        return new DeploymentContext(environment, owner, lockPatience, events, gate, mayRunPrograms, memory, to);
    }

    /** With phases that all run at once, and no earlier attempt. */
    public DeploymentContext(Map<String, String> environment, String owner, Duration lockPatience, EventSink events) {
        this(environment, owner, lockPatience, events, PhaseGate.OPEN, true, ReleaseMemory.ofThisProcess());
    }

    /** The same, with another gate to pass before each phase. */
    public DeploymentContext withGate(PhaseGate other) {
        return new DeploymentContext(environment, owner, lockPatience, events, other, mayRunPrograms, memory, secrets);
    }

    /** The same with another listener, and nobody who holds the phases up. */
    public DeploymentContext listening(EventSink other) {
        return new DeploymentContext(
                environment, owner, lockPatience, other, PhaseGate.OPEN, mayRunPrograms, memory, secrets);
    }

    /** Fetches values, and tells {@link #secrets} each. */
    SecretResolver secretResolver() {
        return new SecretResolver(environment, secrets);
    }
}
