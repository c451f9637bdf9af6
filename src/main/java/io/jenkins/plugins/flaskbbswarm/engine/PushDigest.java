package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks the digest out of a push's messages: it comes in the last {@code aux}, or, from an engine that keeps its images
 * with containerd (the default of new engines from 29 on), only in the last line for people.
 */
final class PushDigest implements Consumer<JsonNode> {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
    private static final Pattern LINE = Pattern.compile(".+: digest: (sha256:[0-9a-f]{64}) size: \\d+");

    private String digest = "";

    @Override
    public void accept(JsonNode message) {
        Matcher line = LINE.matcher(message.path("status").asText());
        if (line.matches()) {
            digest = line.group(1);
        }
        String last = message.at("/aux/Digest").asText();
        digest = isDigest(last) ? last : digest;
    }

    /** Whether a text of an engine is one. */
    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    String get(String image) {
        if (digest.isEmpty()) {
            throw new EngineException.Failed(
                    "pushing " + image + " ended without a digest: push it again, and look at the engine's log",
                    "no digest");
        }
        return digest;
    }
}
