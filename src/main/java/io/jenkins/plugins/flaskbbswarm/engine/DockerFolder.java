package io.jenkins.plugins.flaskbbswarm.engine;

import java.nio.file.Path;
import java.util.Map;

/** The folder in which the docker CLI keeps its settings: logins, contexts, certificates. */
public final class DockerFolder {
    private DockerFolder() {}

    /**
     * That of {@code DOCKER_CONFIG}, else {@code .docker} in the home directory: that of {@code HOME}, else the one that
     * the system has for the user. It need not exist.
     */
    public static Path in(Map<String, String> environment) {
        String named = environment.getOrDefault("DOCKER_CONFIG", "");
        return named.isEmpty() ? home(environment).resolve(".docker") : Path.of(named);
    }

    /** Never a relative path: a folder below the working directory may be a stranger's. */
    private static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home", "/") : home)
                .toAbsolutePath();
    }
}
