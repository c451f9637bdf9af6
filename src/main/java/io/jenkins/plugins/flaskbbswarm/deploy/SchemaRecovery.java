package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.rollout.ConvergenceException;
import io.jenkins.plugins.flaskbbswarm.rollout.RolledBack;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SchemaFailedException;

import java.util.List;
import java.util.Map;

/**
 * Ends what a run left that died, or was told to leave the stack, after it had changed the schema, where another
 * release comes next: its services and its schema go back, so that the next one begins at a state that fits together.
 */
final class SchemaRecovery {
    private final ReleaseContext context;
    private final LockedStack locked;

    SchemaRecovery(ReleaseContext context, LockedStack locked) {
        this.context = context;
        this.locked = locked;
    }

    void run() throws ReleaseFailedException, InterruptedException {
        SchemaChange change = locked.state().schema().orElseThrow();
        context.emit(new Event.Note(
                context.stack().name(), "an earlier release changed the schema and did not end: it goes back first"));
        Rollout rollout = Rollout.unwatched(
                context.engine(),
                context.stack(),
                locked.state(),
                Map.of(),
                context.logins(),
                context.settings().rollout(),
                context.surroundings().events(),
                locked.lock());
        try {
            context.phases().run(Phase.ROLLBACK, () -> words(rollBack(rollout)));
        } catch (ConvergenceException | SchemaFailedException | EngineException e) {
            throw new ReleaseFailedException(
                    "What an earlier release of " + context.stack() + " left could not be rolled back: "
                            + e.getMessage()
                            + SchemaWords.byHand(e)
                            + ". Nothing of this release was begun; deploy again after that",
                    ReleaseFailedException.Stack.BROKEN,
                    List.of());
        }
        locked.lock().markConsistent();
    }

    private RolledBack rollBack(Rollout rollout) throws ConvergenceException, InterruptedException {
        return rollout.rollBack(
                locked.lock().inherited().orElse(UndoLog.NOTHING),
                () -> locked.state().releases().references(context.settings().keep()));
    }

    private static String words(RolledBack back) {
        return "the stack is as it was before that release" + SchemaWords.of(back);
    }
}
