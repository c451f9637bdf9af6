package io.jenkins.plugins.flaskbbswarm.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What one input may cost, in processor time of this thread, so that a busy machine makes no difference. */
public final class Budget {
    /** Two seconds; the fuzzer asks for more, since code that it has instrumented is several times slower. */
    private static final Duration MOST = Duration.ofSeconds(Integer.getInteger("fuzz.budget", 2));

    private Budget() {}

    /** Fails if the work takes longer. */
    public static void within(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        if (taken.compareTo(MOST) > 0) {
            throw new AssertionError("took " + taken.toMillis() + " ms");
        }
    }
}
