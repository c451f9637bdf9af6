package io.jenkins.plugins.flaskbbswarm.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Visitors who ask for one page again and again, at most five times a second, until told to stop. */
public final class Trickle implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final URI address;
    private final Duration patience;
    private final Thread thread = new Thread(this::run, "visitor");
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    private Trickle(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        thread.setDaemon(true);
    }

    /** @param patience of each visitor; an answer that takes longer is none */
    public static Trickle of(URI address, Duration patience) {
        Trickle trickle = new Trickle(address, patience);
        trickle.thread.start();
        return trickle;
    }

    private void run() {
        try {
            while (!stopped) {
                ask();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            failures.add("the visitor was interrupted");
        }
    }

    /** A new visitor each time: with a kept connection an error could hide behind a retry. */
    private void ask() throws InterruptedException {
        asked.incrementAndGet();
        HttpClient visitor = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        try {
            int status = visitor.send(
                            HttpRequest.newBuilder(address).timeout(patience).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                failures.add(LocalTime.now() + " answered " + status);
            }
        } catch (IOException e) {
            failures.add(LocalTime.now() + " " + e);
        }
    }

    /** How many have asked. */
    public int asked() {
        return asked.get();
    }

    /** What went wrong, and when. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
