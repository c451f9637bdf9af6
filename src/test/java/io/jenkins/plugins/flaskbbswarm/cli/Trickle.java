package io.jenkins.plugins.flaskbbswarm.cli;

import java.io.IOException;
import java.net.URI;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A visitor who asks for one page again and again, at most five times a second, until told to stop. */
final class Trickle implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final URI address;
    private final Thread thread = new Thread(this::run, "visitor");
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    private Trickle(URI address) {
        this.address = address;
    }

    static Trickle of(URI address) {
        Trickle trickle = new Trickle(address);
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
        try {
            Browser.Page page = new Browser().open(address);
            if (page.status() != 200) {
                failures.add(LocalTime.now() + " answered " + page.status());
            }
        } catch (IOException e) {
            failures.add(LocalTime.now() + " " + e);
        }
    }

    int asked() {
        return asked.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
