package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * A release and the config that keeps it. Number and outcome stand in its labels; the release itself, large as the stack
 * is, is decoded when somebody asks for it and not before: each look at a swarm sees ten of them.
 */
public final class StoredRelease {
    private final String configId;
    private final int number;
    private final Release.Outcome outcome;
    private final Supplier<Release> decoder;
    private Release decoded;

    private StoredRelease(String configId, int number, Release.Outcome outcome, Supplier<Release> decoder) {
        this.configId = configId;
        this.number = number;
        this.outcome = outcome;
        this.decoder = decoder;
    }

    /** The one that a config of the engine holds. */
    static StoredRelease in(JsonNode config) {
        JsonNode labels = config.at("/Spec/Labels");
        return new StoredRelease(
                config.path("ID").asText(),
                labels.path(Labels.RELEASE).asInt(),
                outcome(config.path("Spec"), labels.path(Labels.OUTCOME).asText()),
                () -> ReleaseJson.of(config.path("Spec")));
    }

    private static Release.Outcome outcome(JsonNode spec, String label) {
        try {
            return Release.Outcome.valueOf(label.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw StoredFormatException.damaged(spec.path("Name").asText(), e);
        }
    }

    public static StoredRelease of(String configId, Release release) {
        return new StoredRelease(configId, release.number(), release.outcome(), () -> release);
    }

    public String configId() {
        return configId;
    }

    /** The release's number. */
    public int number() {
        return number;
    }

    /** How it ended. */
    public Release.Outcome outcome() {
        return outcome;
    }

    /** The whole of it. */
    public synchronized Release release() {
        if (decoded == null) {
            decoded = decoder.get();
        }
        return decoded;
    }

    @Override
    public String toString() {
        return "release " + number;
    }
}
