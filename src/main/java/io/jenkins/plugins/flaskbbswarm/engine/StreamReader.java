package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.HttpStream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads a stream in a thread of its own, so that whoever takes from it can wait for a limited time. It reads ahead only
 * so far: an engine that writes faster than we take is held back by its socket.
 */
final class StreamReader<T> implements AutoCloseable {
    /** Of lines of 64 KiB, or of events, so many are nothing for the smallest memory. */
    private static final int READ_AHEAD = 64;

    private final BlockingQueue<Item<T>> items = new ArrayBlockingQueue<>(READ_AHEAD);
    private final HttpStream stream;
    private final Thread thread;
    private Optional<Item<T>> last = Optional.empty();
    private volatile boolean closed;

    StreamReader(String name, HttpStream stream, Source<T> source, Function<IOException, RuntimeException> wording) {
        this.stream = stream;
        this.thread = new Thread(() -> run(source, wording), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Source<T> source, Function<IOException, RuntimeException> wording) {
        try {
            put(end(source, wording));
        } catch (InterruptedException e) {
            // Only close() interrupts us, and then nobody takes any more.
            return;
        } finally {
            stream.close();
        }
    }

    private Item<T> end(Source<T> source, Function<IOException, RuntimeException> wording) throws InterruptedException {
        try {
            for (Optional<T> value = source.read(); value.isPresent(); value = source.read()) {
                put(new Item.Value<>(value.get()));
            }
            return new Item.End<>();
        } catch (IOException e) {
            return closed ? new Item.End<>() : new Item.Failure<>(wording.apply(e));
        } catch (RuntimeException e) {
            return new Item.Failure<>(e);
        }
    }

    private void put(Item<T> item) throws InterruptedException {
        items.put(item);
    }

    /** The next value; empty if none came in time or if there are no more. */
    synchronized Optional<T> next(Duration timeout) throws InterruptedException {
        if (last.isPresent() || closed) {
            return Optional.empty();
        }
        Item<T> item = items.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (item instanceof Item.Value<T> value) {
            return Optional.of(value.value());
        }
        last = Optional.ofNullable(item);
        if (item instanceof Item.Failure<T> failure) {
            throw failure.exception();
        }
        return Optional.empty();
    }

    /** Whether {@link #next} has come to the end. */
    synchronized boolean hasEnded() {
        return last.isPresent() || closed;
    }

    @Override
    public void close() {
        closed = true;
        stream.close();
        thread.interrupt();
    }

    /** Where values come from. */
    interface Source<T> {
        /** The next one, waiting for it; empty at the end. */
        Optional<T> read() throws IOException;
    }

    private sealed interface Item<T> {
        record Value<T>(T value) implements Item<T> {}

        record Failure<T>(RuntimeException exception) implements Item<T> {}

        record End<T>() implements Item<T> {}
    }
}
