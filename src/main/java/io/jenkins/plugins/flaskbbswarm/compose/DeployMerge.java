package io.jenkins.plugins.flaskbbswarm.compose;

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
                Fold.text(base.mode(), over.mode()),
                Fold.count(base.replicas(), over.replicas()),
                Fold.map(base.labels(), over.labels()),
                Fold.both(base.update(), over.update(), DeployMerge::update),
                Fold.both(base.rollback(), over.rollback(), DeployMerge::update),
                Fold.both(base.limits(), over.limits(), DeployMerge::resources),
                Fold.both(base.reservations(), over.reservations(), DeployMerge::resources),
                Fold.both(base.restartPolicy(), over.restartPolicy(), DeployMerge::restart),
                placement(base.placement(), over.placement()),
                Fold.text(base.endpointMode(), over.endpointMode()));
    }

    private static UpdatePolicy update(UpdatePolicy base, UpdatePolicy over) {
        return new UpdatePolicy(
                Fold.count(base.parallelism(), over.parallelism()),
                Fold.duration(base.delay(), over.delay()),
                Fold.text(base.failureAction(), over.failureAction()),
                Fold.duration(base.monitor(), over.monitor()),
                over.maxFailureRatio() == 0 ? base.maxFailureRatio() : over.maxFailureRatio(),
                Fold.text(base.order(), over.order()));
    }

    private static Resources resources(Resources base, Resources over) {
        return new Resources(
                Fold.text(base.cpus(), over.cpus()),
                Fold.number(base.memory(), over.memory()),
                Fold.number(base.pids(), over.pids()),
                Fold.append(base.generic(), over.generic()));
    }

    private static RestartPolicy restart(RestartPolicy base, RestartPolicy over) {
        return new RestartPolicy(
                Fold.text(base.condition(), over.condition()),
                Fold.duration(base.delay(), over.delay()),
                Fold.count(base.maxAttempts(), over.maxAttempts()),
                Fold.duration(base.window(), over.window()));
    }

    private static Placement placement(Placement base, Placement over) {
        return new Placement(
                Fold.append(base.constraints(), over.constraints()),
                Fold.append(base.spread(), over.spread()),
                Fold.number(base.maxReplicasPerNode(), over.maxReplicasPerNode()));
    }
}
