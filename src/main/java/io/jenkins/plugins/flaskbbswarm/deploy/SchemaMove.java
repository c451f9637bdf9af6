package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;

import java.util.Optional;

/**
 * Brings the schema to that of an earlier release which is to come back. The services that change are stopped before:
 * they do not fit the earlier schema.
 */
final class SchemaMove {
    private final Target target;
    private final Phases phases;

    SchemaMove(Target target, Phases phases) {
        this.target = target;
        this.phases = phases;
    }

    /**
     * Where the schema goes.
     *
     * @param from the token of the present schema
     * @param to the token of that which is wanted
     * @param undo the job that gets there
     * @param redo the job that comes back, should the rollback fail
     * @param migrated what the release is to remember of its migration
     */
    record Target(String from, String to, JobSpec undo, SchemaChange.Back redo, Optional<Release.Migrated> migrated) {
        String fingerprint() {
            return undo.fingerprint();
        }
    }

    Optional<Release.Migrated> run(Rollout rollout, DeploymentPlan planned, SwarmSnapshot state)
            throws JobFailedException, InterruptedException {
        Optional<SchemaChange> begun =
                state.schema().filter(change -> change.job().equals(target.fingerprint()));
        if (begun.filter(change -> change.stage() == SchemaChange.Stage.MIGRATED)
                .isEmpty()) {
            phases.run(Phase.MIGRATE, () -> {
                move(rollout, planned, state, begun.isPresent());
                return "the schema is back at " + target.to();
            });
        }
        return target.migrated();
    }

    private void move(Rollout rollout, DeploymentPlan planned, SwarmSnapshot state, boolean begun)
            throws JobFailedException, InterruptedException {
        if (!begun) {
            rollout.schema()
                    .begin(new SchemaChange(
                            state.releases().next(),
                            target.fingerprint(),
                            target.from(),
                            target.redo(),
                            SchemaChange.Stage.BEGUN));
        }
        rollout.stop(planned.plan());
        rollout.run(target.undo(), target.redo().timeout());
        rollout.schema().mark(SchemaChange.Stage.MIGRATED);
    }
}
