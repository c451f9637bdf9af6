package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the run of an enclosing {@code swarmRelease}; after a restart, steps in its block may look before it is back. */
final class LiveRuns {
    private static final long PATIENCE_MINUTES = 15;
    private static final Map<String, CompletableFuture<LiveRun>> RUNS = new ConcurrentHashMap<>();

    private LiveRuns() {}

    static void put(String id, LiveRun run) {
        entry(id).complete(run);
    }

    static LiveRun get(String id) throws InterruptedException {
        try {
            return entry(id).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the swarmRelease around this step did not come back", e);
        }
    }

    static void remove(String id) {
        RUNS.remove(id);
    }

    private static CompletableFuture<LiveRun> entry(String id) {
        return RUNS.computeIfAbsent(id, same -> new CompletableFuture<>());
    }
}
