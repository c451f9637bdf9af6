package io.jenkins.plugins.flaskbbswarm.plan;

import java.util.Optional;

/**
 * One field of a service spec that differs.
 *
 * @param path where, as the engine names it: {@code TaskTemplate.ContainerSpec.Image}
 * @param before the present value, empty where there is none
 * @param after the wanted value, empty where it goes away
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {
    /** {@code path: before → after}, as a plan prints it. */
    @Override
    public String toString() {
        return path + ": " + before.orElse("(none)") + " → " + after.orElse("(none)");
    }
}
