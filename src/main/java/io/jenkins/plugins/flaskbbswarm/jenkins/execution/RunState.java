package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;

import java.util.ArrayList;

/**
 * What a step has to know after a restart of the controller.
 *
 * @param phase the last phase that the script let on; empty if none
 * @param isBlockOver whether the block of a release has ended, well or not
 * @param journal the file name of its journal; empty before it has one
 * @param place where it works; empty before that is known
 * @param stop how a build that was stopped is to end
 * @param progress how far the release came
 */
record RunState(String phase, boolean isBlockOver, String journal, Place place, Stop stop, ReleaseProgress progress) {
    /** That of a step that begins. */
    static final RunState NEW =
            new RunState("", false, "", new Place("", ""), new Stop("", new ArrayList<>()), ReleaseProgress.NONE);

    /**
     * A folder of a node.
     *
     * @param node its name; empty for the controller's own
     * @param folder its path; empty if the place is not known
     */
    record Place(String node, String folder) {}

    /**
     * The end of a build that was stopped.
     *
     * @param result the build's; empty for what Jenkins calls a failure
     * @param causes in the words of Jenkins
     */
    record Stop(String result, ArrayList<String> causes) {}

    RunState inPhase(String reached) {
        return new RunState(reached, isBlockOver, journal, place, stop, progress);
    }

    RunState afterTheBlock() {
        return new RunState(phase, true, journal, place, stop, progress);
    }

    RunState keptIn(String file) {
        return new RunState(phase, isBlockOver, file, place, stop, progress);
    }

    RunState at(Place here) {
        return new RunState(phase, isBlockOver, journal, here, stop, progress);
    }

    /** Stopped; only the first reason counts. */
    RunState stopped(Stop how, StopReason why) {
        return isStopped() ? this : new RunState(phase, isBlockOver, journal, place, how, progress.stopped(why));
    }

    /** What the agent knows of its progress, which may be less than why it was stopped. */
    RunState with(ReleaseProgress made) {
        return new RunState(phase, isBlockOver, journal, place, stop, made.stopped(progress.stop()));
    }

    boolean isStopped() {
        return !progress.stop().isNone();
    }
}
