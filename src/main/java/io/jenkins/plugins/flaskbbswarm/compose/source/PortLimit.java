package io.jenkins.plugins.flaskbbswarm.compose.source;

/** Counts the ports of all files: a short range stands for up to 65,535 of them, and a file has room for many ranges. */
public final class PortLimit {
    public static final int MOST = 70_000;

    private int count;

    /** Notes ports; false from then on when there are too many. */
    public boolean allows(int more) {
        count += more;
        return count <= MOST;
    }
}
