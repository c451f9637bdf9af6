package io.jenkins.plugins.flaskbbswarm.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does several things at once, a few at a time: most of each is waiting for an engine or a registry that could do more.
 * Close it when all is done, or no longer wanted: what is under way is interrupted then, and has ended afterwards.
 */
public final class Parallel implements AutoCloseable {
    /** Whoever was interrupted still gives back the lock that it holds. */
    private static final int SECONDS_TO_END = 30;

    private final ExecutorService threads;

    /** @param width how many things at most are under way; the others wait for their turn */
    public Parallel(int width) {
        threads = Executors.newFixedThreadPool(width);
    }

    /** A question, or the answer to one that was asked before. */
    @FunctionalInterface
    public interface Answer<T> {
        /** Asks, or waits for the answer; throws whatever the question threw. */
        T get() throws InterruptedException;
    }

    /** What is done to one of many. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T item) throws InterruptedException;
    }

    /** What is found out of one of many. */
    @FunctionalInterface
    public interface Query<T, R> {
        R of(T item) throws InterruptedException;
    }

    /** Asks, and returns at once. */
    public <T> Answer<T> ask(Answer<T> question) {
        Future<T> answer = threads.submit(question::get);
        return () -> result(answer);
    }

    /**
     * Does the same to many. After a failure nothing new is begun, and what is under way ends before the failure is
     * thrown, so that the caller finds nothing still moving.
     */
    public static <T> void each(Collection<T> items, int width, Work<T> work) throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        results(items, width, item -> {
            if (!failed.get()) {
                doOne(item, work, failed);
            }
            return item;
        });
    }

    private static <T> void doOne(T item, Work<T> work, AtomicBoolean failed) throws InterruptedException {
        try {
            work.on(item);
        } catch (RuntimeException | InterruptedException e) {
            failed.set(true);
            throw e;
        }
    }

    /**
     * Finds out the same of many; returns the results in the order of the items. A failure does not keep the others from
     * their turn, and is thrown after them, with further ones as suppressed; an interrupt ends all.
     */
    public static <T, R> List<R> results(Collection<T> items, int width, Query<T, R> query)
            throws InterruptedException {
        if (items.isEmpty()) {
            return List.of();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("before the first of " + items.size());
        }
        try (Parallel parallel = new Parallel(Math.min(width, items.size()))) {
            List<Future<R>> running = new ArrayList<>();
            for (T item : items) {
                running.add(parallel.threads.submit(() -> query.of(item)));
            }
            return all(running);
        }
    }

    private static <R> List<R> all(List<Future<R>> running) throws InterruptedException {
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
        throw unchecked(first);
    }

    private static <T> T result(Future<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /** A question throws nothing else than these. */
    private static RuntimeException unchecked(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean isInterrupted = Thread.interrupted();
        try {
            threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
