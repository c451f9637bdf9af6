package io.jenkins.plugins.flaskbbswarm.deploy;

import java.io.Serializable;
import java.util.function.UnaryOperator;

/**
 * How far a release came, for the next attempt of the same build. A build that resumes after a restart, or whose agent
 * was lost, begins its release again; what it must not do again stands here. No secret's value does.
 *
 * @param hold the name under which it holds the stack's lock; empty before it does
 * @param number of the release that is attempted; 0 before it is planned
 * @param touched whether anything of the stack may have been changed, be it by a dead release that it took over
 * @param plan what was planned, if somebody may have approved it
 * @param migration fingerprint of the migration that completed, with the number of its release; empty if none did
 * @param failure why the release failed and is rolled back; empty if it did not
 * @param stop why it was stopped from outside
 */
public record ReleaseProgress(
        String hold, int number, boolean touched, ApprovedPlan plan, String migration, String failure, StopReason stop)
        implements Serializable {
    /** That of a release that has not begun. */
    public static final ReleaseProgress NONE =
            new ReleaseProgress("", 0, false, ApprovedPlan.NONE, "", "", StopReason.NONE);

    ReleaseProgress planned(String lock, int next, boolean halfWay, ApprovedPlan approved) {
        return new ReleaseProgress(lock, next, halfWay, approved, migration, failure, stop);
    }

    ReleaseProgress begun() {
        return new ReleaseProgress(hold, number, true, plan, migration, failure, stop);
    }

    /** The stack is not half way any more. */
    ReleaseProgress ended() {
        return new ReleaseProgress(hold, number, false, plan, migration, failure, stop);
    }

    ReleaseProgress migrated(String job) {
        return new ReleaseProgress(hold, number, touched, plan, job, failure, stop);
    }

    ReleaseProgress failed(String why) {
        return new ReleaseProgress(hold, number, touched, plan, migration, why, stop);
    }

    /** The same, stopped; only the first reason counts. */
    public ReleaseProgress stopped(StopReason reason) {
        return stop.isNone() ? new ReleaseProgress(hold, number, touched, plan, migration, failure, reason) : this;
    }

    /** The same with another wording of what was said, without secrets for example. */
    public ReleaseProgress reworded(UnaryOperator<String> words) {
        StopReason reason = new StopReason(stop.kind(), words.apply(stop.message()));
        return new ReleaseProgress(hold, number, touched, plan, migration, words.apply(failure), reason);
    }

    /** Whether the release may only be rolled back. */
    public boolean mustEnd() {
        return !failure.isEmpty() || !stop.isNone();
    }

    /** Why it may only be rolled back. */
    String why() {
        return failure.isEmpty() ? stop.why() : failure;
    }
}
