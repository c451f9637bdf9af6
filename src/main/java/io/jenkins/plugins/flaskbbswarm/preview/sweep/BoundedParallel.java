package io.jenkins.plugins.flaskbbswarm.preview.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same to each of many, a few at a time: most of it is waiting for an engine that could do more. */
final class BoundedParallel {
    private static final int AT_ONCE = 4;

    private BoundedParallel() {}

    /** What is done to one. */
    @FunctionalInterface
    interface Work<T, R> {
        R on(T item) throws InterruptedException;
    }

    /**
     * Returns the results in the order of the items. A failure does not keep the others from their turn, and is thrown
     * after them, with further ones as suppressed; an interrupt ends all.
     */
    static <T, R> List<R> each(List<T> items, Work<T, R> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<R>> running = new ArrayList<>();
            for (T item : items) {
                running.add(threads.submit(() -> work.on(item)));
            }
            return results(running);
        } finally {
            threads.shutdownNow();
            // Whoever was interrupted still gives his lock back.
            threads.awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    private static <R> List<R> results(List<Future<R>> running) throws InterruptedException {
        List<R> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<R> one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        if (failures.isEmpty()) {
            return results;
        }
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw first instanceof RuntimeException known ? known : new IllegalStateException(first);
    }
}
