package io.jenkins.plugins.flaskbbswarm.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tests know of the running laboratory: the variables that {@code src/lab/lab env} prints. */
public final class Lab {
    private Lab() {}

    /** Whether {@code src/lab/lab env} was evaluated and its engine's socket is there. */
    public static boolean isUp() {
        return Optional.ofNullable(System.getenv("LAB_ENGINE"))
                .map(address -> address.replaceFirst("^unix://", ""))
                .map(Path::of)
                .filter(Files::exists)
                .isPresent();
    }

    /** Whether a test may not be left out for want of the laboratory. */
    static boolean isRequired() {
        return "required".equals(System.getenv("FLASKBB_SWARM_LAB"));
    }

    /**
     * A variable of the laboratory.
     *
     * @throws IllegalStateException if it is not set
     */
    public static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException(name + " is not set: eval \"$(src/lab/lab env)\""));
    }

    /** The engine's address, as {@code DOCKER_HOST} spells it. */
    public static String engine() {
        return variable("LAB_ENGINE");
    }
}
