package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.NewerFields;
import io.jenkins.plugins.flaskbbswarm.plan.Preflight;
import io.jenkins.plugins.flaskbbswarm.plan.Prune;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a stack is released, whatever it is made of.
 *
 * @param migration a job that runs before any service changes
 * @param rollout how long to wait, and for what
 * @param probe the smoke test at the end
 * @param keep how many releases stay available for rollback
 * @param prune what is removed of that which left the stack
 * @param manner whether it is watched, and what it is held to
 * @param schema where the schema goes before any service changes, if a kept release comes back that needs another
 * @param occasion why it is released, for the history; empty if that is what its files say
 */
record ReleaseSettings(
        Namespace stack,
        Optional<DeployConfig.Migration> migration,
        RolloutOptions rollout,
        Optional<Probe> probe,
        int keep,
        Prune prune,
        StackDeployOptions.ReleaseMode manner,
        Optional<SchemaMove.Target> schema,
        Optional<String> occasion) {
    ReleaseSettings(
            Namespace stack,
            Optional<DeployConfig.Migration> migration,
            RolloutOptions rollout,
            Optional<Probe> probe,
            int keep,
            boolean prune) {
        this(
                stack,
                migration,
                rollout,
                probe,
                keep,
                prune ? Prune.EVERYTHING : Prune.NOTHING,
                StackDeployOptions.ReleaseMode.USUAL,
                Optional.empty(),
                Optional.empty());
    }

    ReleaseSettings expecting(Optional<String> plan) {
        StackDeployOptions.ReleaseMode held =
                new StackDeployOptions.ReleaseMode(manner.watched(), plan, manner.ordered());
        return new ReleaseSettings(stack, migration, rollout, probe, keep, prune, held, schema, occasion);
    }

    ReleaseSettings withReason(Optional<String> reason) {
        return new ReleaseSettings(stack, migration, rollout, probe, keep, prune, manner, schema, reason);
    }

    ReleaseSettings pruning(Prune other) {
        return new ReleaseSettings(stack, migration, rollout, probe, keep, other, manner, schema, occasion);
    }

    ReleaseSettings moving(Optional<SchemaMove.Target> target) {
        return new ReleaseSettings(stack, migration, rollout, probe, keep, prune, manner, target, occasion);
    }

    /** For what is compared with a release that had its migration. */
    ReleaseSettings withoutMigration() {
        return new ReleaseSettings(stack, Optional.empty(), rollout, probe, keep, prune, manner, schema, occasion);
    }

    /** @throws InvalidRequestException if it can be known to fail before anything is touched */
    void check(DesiredStack wanted, SwarmSnapshot state) {
        List<String> problems =
                new ArrayList<>(Preflight.problems(wanted, state.observed(), state.nodes(), prune.all()));
        problems.addAll(rollout.strategy().problems(wanted, state.observed()));
        problems.addAll(new NewerFields(state.apiVersion()).refused(wanted));
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    static ReleaseSettings of(DeployConfig config) {
        return new ReleaseSettings(
                config.stack(), config.migration(), config.rollout(), config.probe(), config.keep(), true);
    }
}
