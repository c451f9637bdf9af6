package io.jenkins.plugins.flaskbbswarm.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A release in a process of its own. */
final class KilledRelease {
    private final Process process;
    private final BufferedReader lines;
    private final List<String> phases = new ArrayList<>();
    private boolean over;

    private KilledRelease(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it and returns when the release itself begins. */
    static KilledRelease begin(KillVariant variant, String address, String image, String stack) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillVariant.class.getName(),
                        address,
                        image,
                        stack,
                        Integer.toString(variant.number()),
                        Boolean.toString(variant.fails()))
                .redirectErrorStream(true)
                .start();
        KilledRelease release = new KilledRelease(process);
        release.phases.add(String.valueOf(release.lines.readLine()));
        Thread reader = new Thread(release::readOn, "killed release");
        reader.setDaemon(true);
        reader.start();
        return release;
    }

    private void readOn() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reached(line);
            }
        } catch (IOException e) {
            reached(e.toString());
        }
        end();
    }

    private synchronized void reached(String phase) {
        phases.add(phase);
        notifyAll();
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    /** {@code kill -9}, that long after the phase began or at the end; returns the phase that it was in. */
    synchronized String kill(String phase, long afterMillis) throws InterruptedException {
        while (!over && !phases.contains(phase)) {
            wait();
        }
        long end = System.currentTimeMillis() + afterMillis;
        while (!over && System.currentTimeMillis() < end) {
            wait(Math.max(1, end - System.currentTimeMillis()));
        }
        process.destroyForcibly().waitFor();
        return phases.get(phases.size() - 1);
    }
}
