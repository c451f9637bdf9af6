package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.Prober;

/** The smoke test at the end of a release, if it has one. */
record ProbePhase(ReleaseContext context) {
    void run() throws ProbeFailedException, InterruptedException {
        if (context.settings().probe().isPresent()) {
            context.phases().<ProbeFailedException>run(Phase.PROBE, () -> {
                new Prober(context.surroundings().events())
                        .await(context.settings().probe().get());
                return context.settings().probe().get().url().toString();
            });
        }
    }
}
