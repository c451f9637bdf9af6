package io.jenkins.plugins.flaskbbswarm.deploy;

/** Passed before each phase of a release; whoever shows the phases one by one can have the release wait there. */
@FunctionalInterface
public interface PhaseGate {
    /** Passed by a release that has succeeded, before it is recorded and what it no longer needs is removed. */
    String RECORD = "Record";

    /** Never waits. */
    PhaseGate OPEN = phase -> {};

    /**
     * Returns when the phase may begin. The stack's lock may be held meanwhile. The way back after a failure passes no
     * gate.
     *
     * @throws InterruptedException if the release is to end; what it did so far is rolled back
     */
    void pass(String phase) throws InterruptedException;
}
