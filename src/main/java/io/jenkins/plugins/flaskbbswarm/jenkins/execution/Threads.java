package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads of the controller, each of which waits for an agent. */
final class Threads {
    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "flaskbb-swarm step");
        thread.setDaemon(true);
        return thread;
    });

    private Threads() {}

    static void run(Runnable work) {
        POOL.execute(work);
    }
}
