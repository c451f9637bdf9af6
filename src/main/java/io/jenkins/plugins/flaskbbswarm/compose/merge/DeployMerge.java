package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.stack.Deploy;
import io.jenkins.plugins.flaskbbswarm.stack.Placement;
import io.jenkins.plugins.flaskbbswarm.stack.Resources;
import io.jenkins.plugins.flaskbbswarm.stack.RestartPolicy;
import io.jenkins.plugins.flaskbbswarm.stack.UpdatePolicy;

/** Puts a later file's {@code deploy} over an earlier one's. */
final class DeployMerge {
    private DeployMerge() {}

    static Deploy merge(Deploy base, Deploy over) {
        return new Deploy(
                MergeRules.text(base.mode(), over.mode()),
                MergeRules.count(base.replicas(), over.replicas()),
                MergeRules.map(base.labels(), over.labels()),
                MergeRules.both(base.update(), over.update(), DeployMerge::update),
                MergeRules.both(base.rollback(), over.rollback(), DeployMerge::update),
                MergeRules.both(base.limits(), over.limits(), DeployMerge::resources),
                MergeRules.both(base.reservations(), over.reservations(), DeployMerge::resources),
                MergeRules.both(base.restartPolicy(), over.restartPolicy(), DeployMerge::restart),
                placement(base.placement(), over.placement()),
                MergeRules.text(base.endpointMode(), over.endpointMode()));
    }

    private static UpdatePolicy update(UpdatePolicy base, UpdatePolicy over) {
        return new UpdatePolicy(
                MergeRules.count(base.parallelism(), over.parallelism()),
                MergeRules.duration(base.delay(), over.delay()),
                MergeRules.text(base.failureAction(), over.failureAction()),
                MergeRules.duration(base.monitor(), over.monitor()),
                over.maxFailureRatio() == 0 ? base.maxFailureRatio() : over.maxFailureRatio(),
                MergeRules.text(base.order(), over.order()));
    }

    private static Resources resources(Resources base, Resources over) {
        return new Resources(
                MergeRules.text(base.cpus(), over.cpus()),
                MergeRules.number(base.memory(), over.memory()),
                MergeRules.number(base.pids(), over.pids()),
                MergeRules.append(base.generic(), over.generic()));
    }

    private static RestartPolicy restart(RestartPolicy base, RestartPolicy over) {
        return new RestartPolicy(
                MergeRules.text(base.condition(), over.condition()),
                MergeRules.duration(base.delay(), over.delay()),
                MergeRules.count(base.maxAttempts(), over.maxAttempts()),
                MergeRules.duration(base.window(), over.window()));
    }

    private static Placement placement(Placement base, Placement over) {
        return new Placement(
                MergeRules.append(base.constraints(), over.constraints()),
                MergeRules.append(base.spread(), over.spread()),
                MergeRules.number(base.maxReplicasPerNode(), over.maxReplicasPerNode()));
    }
}
