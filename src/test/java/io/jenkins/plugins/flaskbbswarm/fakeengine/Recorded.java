package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.nio.charset.StandardCharsets;

/**
 * A request that the fake got.
 *
 * @param version of the API; that of the engine if the path has none
 * @param path without the API version
 * @param query decoded; empty if there was none
 * @param login the JSON of the registry login that came with it; empty if there was none
 */
public record Recorded(String version, String method, String path, String query, String login, byte[] body) {
    /** Whether it would change something. */
    public boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Method and path. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
