package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.release.LockCheck;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Map;

/**
 * What a release is made with.
 *
 * @param logins handed to the nodes that pull the services' images
 */
record ReleaseContext(
        Engine engine, ReleaseSettings settings, DeploymentContext surroundings, Phases phases, RegistryLogins logins) {
    Namespace stack() {
        return settings.stack();
    }

    /** What the plan is held to. */
    Approval approval() {
        return new Approval(
                stack(),
                settings.manner().expected(),
                surroundings.memory().progress().plan());
    }

    boolean isWatched() {
        return settings.manner().watched();
    }

    void emit(Event event) {
        surroundings.events().emit(event);
    }

    /** A rollout that may write; the caller has the lock. */
    Rollout begin(DeploymentPlan planned, SwarmSnapshot state, LockCheck lock) throws InterruptedException {
        return isWatched()
                ? Rollout.begin(
                        engine,
                        stack(),
                        state,
                        DeploymentPlan.unproven(state),
                        planned.networks(),
                        logins,
                        settings.rollout(),
                        surroundings.events(),
                        lock)
                : unwatched(planned.networks(), state, lock);
    }

    /** A rollout that only looks. */
    Rollout looking(SwarmSnapshot state) {
        return unwatched(Map.of(), state, LockCheck.NONE);
    }

    private Rollout unwatched(Map<String, ObjectNode> networks, SwarmSnapshot state, LockCheck lock) {
        return Rollout.unwatched(
                engine, stack(), state, networks, logins, settings.rollout(), surroundings.events(), lock);
    }
}
