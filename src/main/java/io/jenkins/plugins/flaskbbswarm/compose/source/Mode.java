package io.jenkins.plugins.flaskbbswarm.compose.source;

/** How to take what {@code docker stack deploy} refuses, or accepts and then drops. */
public enum Mode {
    /**
     * Accepts what docker CLI 28 accepts, and the harmless extras of the modern Compose Specification; warns of each
     * field that has no effect. The default.
     */
    COMPATIBLE,
    /** Refuses everything that the compatible mode warns about. */
    STRICT
}
