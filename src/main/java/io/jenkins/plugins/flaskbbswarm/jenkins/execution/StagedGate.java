package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.deploy.PhaseGate;

import java.util.List;
import java.util.Map;

/**
 * Holds a release up before each phase until somebody shows it. A phase that was let on lets all before it on, and is
 * over as soon as the release comes to a later one, or to its end.
 */
public final class StagedGate {
    /** The phases that can be shown, in order. */
    public static final List<String> PHASES =
            List.of("Build", "Push", "Secrets and configs", "Plan", "Migrate", "Roll out", "Probe");

    /** Phases that are shown with the one that comes next. */
    private static final Map<String, String> SHOWN_WITH =
            Map.of("Check", "Build", "Networks, secrets and configs", "Migrate");

    private static final int NONE = -1;

    private int open = NONE;
    private int reached = NONE;
    private boolean over;

    /** For the release: returns when the phase may begin. */
    synchronized void pass(String phase) throws InterruptedException {
        reached = Math.max(reached, number(phase));
        notifyAll();
        while (reached > open && !over) {
            wait();
        }
    }

    /** What is done after the last phase waits for the end of all that is shown. */
    private static int number(String phase) {
        return PhaseGate.RECORD.equals(phase) ? PHASES.size() : PHASES.indexOf(SHOWN_WITH.getOrDefault(phase, phase));
    }

    /** Lets the release go on to the end of a phase. */
    synchronized void open(String phase) {
        open = Math.max(open, PHASES.indexOf(phase));
        notifyAll();
    }

    /** Lets the release go on to its end. */
    synchronized void openAll() {
        open = PHASES.size();
        notifyAll();
    }

    /** Returns when the release is past a phase. */
    synchronized void awaitEnd(String phase) throws InterruptedException {
        while (reached <= PHASES.indexOf(phase) && !over) {
            wait();
        }
    }

    /** The release has ended. */
    synchronized void over() {
        over = true;
        notifyAll();
    }
}
