package io.jenkins.plugins.flaskbbswarm.deploy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Asks an address a few times a second, as users would, and remembers each request that went wrong. */
final class Trickle implements AutoCloseable {
    private static final int PAUSE_MILLIS = 250;
    private static final int LONGEST_MILLIS = 5_000;

    private final URI address;
    private final List<String> failures = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "trickle");
    private int requests;

    Trickle(URI address) {
        this.address = address;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                ask();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized void ask() {
        requests++;
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(LONGEST_MILLIS);
            connection.setReadTimeout(LONGEST_MILLIS);
            if (connection.getResponseCode() != 200) {
                failures.add("request " + requests + ": status " + connection.getResponseCode());
            }
        } catch (IOException e) {
            failures.add("request " + requests + ": " + e);
        }
    }

    synchronized int requests() {
        return requests;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
