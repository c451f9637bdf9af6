package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks several questions at once, so that together they take as long as the longest. Close it when the answers are
 * there, or when they are no longer wanted: questions under way are interrupted then.
 */
public final class ConcurrentRequests implements AutoCloseable {
    private final ExecutorService threads;

    /** @param atOnce how many questions at most are under way; the others wait for their turn */
    public ConcurrentRequests(int atOnce) {
        threads = Executors.newFixedThreadPool(atOnce);
    }

    /** A question, or the answer to one that was asked before. */
    @FunctionalInterface
    public interface Answer<T> {
        /** Asks, or waits for the answer; throws whatever the question threw. */
        T get() throws InterruptedException;
    }

    /** Asks, and returns at once. */
    public <T> Answer<T> ask(Answer<T> question) {
        Future<T> answer = threads.submit(question::get);
        return () -> result(answer);
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
    }
}
