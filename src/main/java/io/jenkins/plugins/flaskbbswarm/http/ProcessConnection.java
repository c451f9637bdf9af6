package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The standard streams of a program that talks to an engine for us, such as {@code ssh}. */
public final class ProcessConnection implements Connection {
    private final List<String> command;
    private final Map<String, String> environment;
    private volatile boolean closed;
    private volatile Process process;

    public ProcessConnection(List<String> command) {
        this(command, Map.of());
    }

    /** @param environment what the program finds besides that of this one */
    public ProcessConnection(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public synchronized void connect() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        process = program.start();
    }

    @Override
    public InputStream in() {
        return process.getInputStream();
    }

    @Override
    public OutputStream out() {
        return process.getOutputStream();
    }

    @Override
    public boolean isStale() {
        try {
            return !process.isAlive() || process.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** What the program printed to its standard error before it ended. */
    @Override
    public Optional<String> closeReason() {
        try {
            if (closed || process == null || !process.waitFor(1, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
            String words = new String(process.getErrorStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
            return Optional.of(
                    command.get(0) + " ended with " + process.exitValue() + (words.isEmpty() ? "" : ": " + words));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            // What it started itself, as a wrapper around ssh does, holds its streams open as well.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
