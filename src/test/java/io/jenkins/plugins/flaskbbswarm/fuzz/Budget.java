package io.jenkins.plugins.flaskbbswarm.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What one input may cost, in processor time of this thread, so that a busy machine makes no difference. */
public final class Budget {
    private static final Duration MOST = Duration.ofSeconds(2);

    private Budget() {}

    /**
     * Fails if the work takes more than two seconds, and again when it is repeated: the first inputs of a fuzzer also
     * pay for instrumented code that was not compiled yet. What a cold process costs, CostTest measures.
     */
    public static void within(Runnable work) {
        if (cost(work).compareTo(MOST) > 0) {
            Duration again = cost(work);
            if (again.compareTo(MOST) > 0) {
                throw new AssertionError("took " + again.toMillis() + " ms");
            }
        }
    }

    private static Duration cost(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    }
}
