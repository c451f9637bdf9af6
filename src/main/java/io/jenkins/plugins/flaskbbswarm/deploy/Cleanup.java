package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.release.LockLostException;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;

/**
 * Removes what a release no longer has. The release has succeeded, so neither an interrupt nor a failing engine makes
 * it a failure; what stays is told.
 */
record Cleanup(ReleaseContext context, Rollout rollout, DeploymentPlan planned) {
    void run() {
        boolean interrupted = false;
        try {
            rollout.remove(planned.plan());
        } catch (InterruptedException e) {
            interrupted = true;
            again();
        } catch (EngineException | LockLostException e) {
            failed(e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void again() {
        try {
            rollout.remove(planned.plan());
        } catch (InterruptedException e) {
            failed("interrupted");
        } catch (EngineException | LockLostException e) {
            failed(e.getMessage());
        }
    }

    private void failed(String why) {
        context.emit(new Event.Warning(
                context.stack().name(), "what left the stack may still be there: " + why, "deploy again"));
    }
}
