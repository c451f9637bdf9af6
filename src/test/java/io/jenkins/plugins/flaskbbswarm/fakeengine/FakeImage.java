package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the tasks of an image do. Unless told otherwise they run for ever, or do what their {@code sh -c} command says.
 * Times are those of the real world: {@link Pace} makes them short.
 */
public final class FakeImage {
    private final Deque<Outcome> first = new ArrayDeque<>();
    private final List<Outcome.Line> output = new ArrayList<>();
    private Optional<Outcome> always = Optional.empty();
    private Optional<Refusal> registryRefusal = Optional.empty();
    private Optional<String> pullError = Optional.empty();
    private FakeProgram program = containerSpec -> Optional.empty();
    private String digest;

    FakeImage(String reference) {
        digest = "sha256:" + sha256(reference);
    }

    /** Tasks run, from now on. */
    public synchronized FakeImage runs() {
        first.clear();
        always = Optional.of(Outcome.runs());
        return this;
    }

    /** Tasks do what a program of the test says. */
    public synchronized FakeImage does(FakeProgram what) {
        program = what;
        return this;
    }

    /** All tasks end with exit code 1 as soon as they run. */
    public FakeImage crashes() {
        return crashesAfter(Duration.ZERO);
    }

    /** The next tasks end with exit code 1; those after them run. */
    public synchronized FakeImage crashes(int times) {
        for (int i = 0; i < times; i++) {
            first.add(Outcome.exits(1, Duration.ZERO));
        }
        return this;
    }

    /** All tasks end with exit code 1 after they ran for a while. */
    public FakeImage crashesAfter(Duration time) {
        return exits(1, time);
    }

    /** All tasks end with this exit code after they ran for a while. */
    public synchronized FakeImage exits(int code, Duration after) {
        always = Optional.of(Outcome.exits(code, after));
        return this;
    }

    /** The health check of all tasks fails: they never get to {@code running} and are ended after a while. */
    public synchronized FakeImage isNeverHealthy() {
        always = Optional.of(Outcome.unhealthy(Duration.ofSeconds(3)));
        return this;
    }

    /** No node can pull it: tasks are {@code rejected} with "No such image", and its registry does not know it. */
    public synchronized FakeImage cannotBePulled() {
        always = Optional.of(Outcome.missing());
        return registryRefuses(404, "manifest unknown: manifest unknown");
    }

    /** The same; nodes of engines 29 say this of it. */
    public synchronized FakeImage cannotBePulled(String nodesWords) {
        pullError = Optional.of(nodesWords);
        return cannotBePulled();
    }

    /** The engine gets this answer when it asks the registry for the digest; nodes have the image all the same. */
    public synchronized FakeImage registryRefuses(int status, String message) {
        registryRefusal = Optional.of(new Refusal(status, message));
        return this;
    }

    /** The digest that the registry gives; made up from the name by default. */
    public synchronized FakeImage hasDigest(String value) {
        digest = value;
        return this;
    }

    /** What each task prints when it starts. */
    public synchronized FakeImage prints(String... lines) {
        for (String line : lines) {
            output.add(new Outcome.Line(false, line));
        }
        return this;
    }

    /** Each task prints one line when it starts: the text so many times, in as many pieces. */
    public synchronized FakeImage printsLongLine(String text, int times) {
        output.add(new Outcome.Line(false, text, times));
        return this;
    }

    synchronized Outcome next(JsonNode containerSpec) {
        Optional<FakeProgram.Run> run = program.run(containerSpec);
        if (run.isPresent()) {
            return run.get().outcome();
        }
        Outcome scripted = first.isEmpty() ? always.orElseGet(() -> FakeShell.run(containerSpec)) : first.remove();
        return output.isEmpty() ? scripted : scripted.printing(output);
    }

    synchronized Optional<String> pullError() {
        return pullError;
    }

    synchronized String digest() {
        registryRefusal.ifPresent(refusal -> {
            throw refusal;
        });
        return digest;
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
