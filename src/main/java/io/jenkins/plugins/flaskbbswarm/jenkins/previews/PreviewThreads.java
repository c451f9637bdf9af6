package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.security.ACL;
import hudson.security.ACLContext;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A few threads in the background for what is done about previews while no build waits for it. */
final class PreviewThreads {
    private static final Logger LOGGER = Logger.getLogger(PreviewThreads.class.getName());
    private static final int AT_A_TIME = 3;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME, work -> {
        Thread thread = new Thread(work, "flaskbb-swarm previews");
        thread.setDaemon(true);
        return thread;
    });

    private PreviewThreads() {}

    /** What may be interrupted. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does it soon, as one who may read all jobs. */
    static Future<?> run(Work work) {
        return POOL.submit(() -> {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "Previews could not be looked after; the next round tries again.", e);
            }
        });
    }
}
