package io.jenkins.plugins.flaskbbswarm.cli;

import java.time.Duration;

/**
 * Lets Ctrl-C and SIGTERM interrupt a command and waits for what it does about that: a release puts the stack back
 * before the process ends, or says how it leaves it. A second signal changes nothing and says so; a third ends the
 * process at once, as {@code kill -9} does, and then the next run tidies up.
 */
final class Signals {
    private static final Duration LONGEST_CLEANUP = Duration.ofMinutes(30);

    private final Thread hook;

    private Signals(Thread hook) {
        this.hook = hook;
    }

    static Signals interrupting(Thread command) {
        Thread hook = new Thread(() -> interrupt(command), "signals");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Signals(hook);
    }

    /** Ends the process. During a shutdown {@link System#exit} would wait for us, so there it ends at once. */
    void exit(int code) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            System.exit(code);
        } catch (IllegalStateException e) {
            Runtime.getRuntime().halt(code);
        }
    }

    private static void interrupt(Thread command) {
        RepeatedSignals.watch();
        command.interrupt();
        try {
            command.join(LONGEST_CLEANUP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
