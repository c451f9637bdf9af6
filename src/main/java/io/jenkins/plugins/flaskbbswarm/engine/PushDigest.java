package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.function.Consumer;

/** Picks the digest out of a push's messages: it comes in the last {@code aux}. */
final class PushDigest implements Consumer<JsonNode> {
    private String digest = "";

    @Override
    public void accept(JsonNode message) {
        digest = message.at("/aux/Digest").asText(digest);
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
