package io.jenkins.plugins.flaskbbswarm.plan;

import java.util.List;

/** Knows for which changes the engine replaces the tasks of a service (as swarmkit {@code orchestrator.IsTaskDirty}). */
final class Restarts {
    private Restarts() {}

    static boolean causedBy(List<FieldChange> changes) {
        return changes.stream().anyMatch(change -> change.isRunAgain() || isDirtying(change.path()));
    }

    /** A task stays if only its placement changed and its node still fits; labels and policies are no part of a task. */
    private static boolean isDirtying(String path) {
        return path.startsWith("TaskTemplate.") && !path.startsWith("TaskTemplate.Placement")
                || path.startsWith("EndpointSpec");
    }
}
