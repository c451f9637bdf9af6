package io.jenkins.plugins.flaskbbswarm.plan;

/** The two kinds of immutable data that a swarm keeps. */
public enum ObjectKind {
    SECRET,
    CONFIG;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
