package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does the same to many things, a few at a time. */
final class Parallel {
    /** What is done to one thing. */
    @FunctionalInterface
    interface Work<T> {
        void on(T item) throws InterruptedException;
    }

    private Parallel() {}

    /**
     * Returns when all is done. After a failure nothing new is begun, and what is under way ends before the failure is
     * thrown, so that the caller finds nothing still moving.
     */
    static <T> void each(Collection<T> items, int width, Work<T> work) throws InterruptedException {
        if (items.isEmpty()) {
            return;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("before the first of " + items.size());
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(width, items.size()));
        AtomicBoolean failed = new AtomicBoolean();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (T item : items) {
                running.add(pool.submit(() -> {
                    if (!failed.get()) {
                        doOne(item, work, failed);
                    }
                    return null;
                }));
            }
            pool.shutdown();
            awaitAll(running);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    private static <T> void doOne(T item, Work<T> work, AtomicBoolean failed) throws InterruptedException {
        try {
            work.on(item);
        } catch (RuntimeException | InterruptedException e) {
            failed.set(true);
            throw e;
        }
    }

    private static void awaitAll(List<Future<?>> running) throws InterruptedException {
        RuntimeException failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException known
                        ? known
                        : new IllegalStateException("interrupted", e.getCause());
                failure = failure == null ? cause : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
