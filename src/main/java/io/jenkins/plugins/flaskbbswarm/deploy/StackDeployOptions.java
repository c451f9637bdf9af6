package io.jenkins.plugins.flaskbbswarm.deploy;

import java.util.Optional;

/**
 * How Compose files are deployed.
 *
 * @param resolve when tags are held to the digests of their registries
 * @param prune whether services that left the files are removed
 * @param registryLogins whether the logins that {@code docker login} keeps are used, and handed to the nodes
 * @param manner whether it is watched, and what it is held to
 */
public record StackDeployOptions(
        ImageResolutionPolicy resolve, boolean prune, boolean registryLogins, ReleaseMode manner) {
    /** Digests are looked up, nothing is removed, no login is used, and the result is watched. */
    public static final StackDeployOptions DEFAULT =
            new StackDeployOptions(ImageResolutionPolicy.ALWAYS, false, false, ReleaseMode.USUAL);

    /**
     * What distinguishes one deployment of the same stack from another.
     *
     * @param watched whether to wait for convergence. Without that nothing can be rolled back, and no release is
     *     recorded, since nobody knows whether it is one
     * @param expected the fingerprint of the plan that somebody has seen: any other is refused
     * @param ordered whether a service waits until those that it depends on run as wanted
     */
    public record ReleaseMode(boolean watched, Optional<String> expected, boolean ordered) {
        public ReleaseMode(boolean watched, Optional<String> expected) {
            this(watched, expected, false);
        }

        /** Watched, whatever the plan is. */
        public static final ReleaseMode USUAL = new ReleaseMode(true, Optional.empty());
    }
}
