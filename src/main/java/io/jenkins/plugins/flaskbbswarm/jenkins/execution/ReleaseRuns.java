package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Finds the run of an enclosing {@code swarmRelease}; after a restart, steps in its block may look before it is back. */
final class ReleaseRuns {
    private static final long PATIENCE_MINUTES = 15;
    private static final Map<String, CompletableFuture<ReleaseRun>> RUNS = new ConcurrentHashMap<>();

    private ReleaseRuns() {}

    static void put(String id, ReleaseRun run) {
        entry(id).complete(run);
    }

    static ReleaseRun get(String id) throws InterruptedException {
        try {
            return entry(id).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the swarmRelease around this step did not come back", e);
        }
    }

    /** Does something with the run if it is there now; else it is done again when the block's end is told once more. */
    static void withLive(String id, Consumer<ReleaseRun> work) {
        Optional.ofNullable(entry(id).getNow(null)).ifPresent(work);
    }

    /** What it is doing; it may not be back yet after a restart of the controller. */
    static String status(String id) {
        return Optional.ofNullable(RUNS.get(id))
                .map(entry -> entry.getNow(null))
                .map(ReleaseRun::status)
                .orElse("waits for the release around it");
    }

    static void remove(String id) {
        RUNS.remove(id);
    }

    private static CompletableFuture<ReleaseRun> entry(String id) {
        return RUNS.computeIfAbsent(id, same -> new CompletableFuture<>());
    }
}
