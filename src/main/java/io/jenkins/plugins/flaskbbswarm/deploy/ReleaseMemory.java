package io.jenkins.plugins.flaskbbswarm.deploy;

/** Keeps the progress of a release outside of its process. */
public interface ReleaseMemory {
    /** The progress of this attempt, and of those of the same build before it. */
    ReleaseProgress progress();

    /** Returns when it is kept; what cannot be kept is lost without a failure. */
    void save(ReleaseProgress progress);

    /** Whether its plan was shown to somebody who may approve it: then no other is carried out later. */
    default boolean holdsToThePlan() {
        return false;
    }

    /** One for a release that is attempted once, in this process. */
    static ReleaseMemory ofThisProcess() {
        return new ReleaseMemory() {
            private volatile ReleaseProgress kept = ReleaseProgress.NONE;

            @Override
            public ReleaseProgress progress() {
                return kept;
            }

            @Override
            public void save(ReleaseProgress progress) {
                kept = progress;
            }
        };
    }
}
