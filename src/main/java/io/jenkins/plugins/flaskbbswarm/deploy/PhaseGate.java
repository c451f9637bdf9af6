package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Phase;

/** Passed before each phase of a release; whoever shows the phases one by one can have the release wait there. */
@FunctionalInterface
public interface PhaseGate {
    /** Never waits. */
    PhaseGate OPEN = phase -> {};

    /**
     * Returns when the phase may begin. The stack's lock may be held meanwhile. A rollback after a failure passes no
     * gate.
     *
     * @throws InterruptedException if the release is to end; what it did so far is rolled back
     */
    void pass(Phase phase) throws InterruptedException;
}
