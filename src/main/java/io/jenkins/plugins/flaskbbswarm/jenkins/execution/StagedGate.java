package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.event.Phase;

/**
 * Holds a release up before each phase until somebody shows it. A phase that was let on lets all before it on, and is
 * over as soon as the release comes to a later one, or to its end.
 */
public final class StagedGate {
    private static final int NONE = -1;

    private int open = NONE;
    private int reached = NONE;
    private boolean over;

    /** For the release: returns when the phase may begin. */
    synchronized void pass(Phase phase) throws InterruptedException {
        reached = Math.max(reached, phase.stage());
        notifyAll();
        while (reached > open && !over) {
            wait();
        }
    }

    /** Lets the release go on to the end of a phase. */
    synchronized void open(String stage) {
        open = Math.max(open, Phase.stages().indexOf(stage));
        notifyAll();
    }

    /** Lets the release go on to its end. */
    synchronized void openAll() {
        open = Phase.stages().size();
        notifyAll();
    }

    /** Returns when the release is past a phase. */
    synchronized void awaitEnd(String stage) throws InterruptedException {
        while (reached <= Phase.stages().indexOf(stage) && !over) {
            wait();
        }
    }

    /** The release has ended. */
    synchronized void over() {
        over = true;
        notifyAll();
    }
}
