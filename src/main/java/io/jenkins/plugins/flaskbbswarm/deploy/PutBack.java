package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.rollout.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.rollout.NotConverged;
import io.jenkins.plugins.flaskbbswarm.rollout.Releases;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What follows a failure: say why, put the whole stack back, say in which state it is. */
final class PutBack {
    private final Rollout rollout;
    private final Phases phases;
    private final EventSink events;
    private final ReleaseSettings settings;

    private final ReleaseMemory memory;

    PutBack(Rollout rollout, Surroundings surroundings, ReleaseSettings settings) {
        this.rollout = rollout;
        this.phases = new Phases(surroundings.events());
        this.events = surroundings.events();
        this.memory = surroundings.memory();
        this.settings = settings;
    }

    /** Puts the stack back to {@code baseline} and returns what there is to say of it all. */
    ReleaseFailed after(Exception cause, SortedMap<String, ObjectNode> baseline, Releases releases) {
        remember(cause, List.of());
        List<Diagnosis> diagnoses = diagnose(cause);
        remember(cause, diagnoses);
        String failed = "The release of " + settings.stack() + " failed: " + why(cause, diagnoses);
        String to = target(baseline, releases);
        try {
            phases.run("Put back", () -> {
                rollout.forget(releases.next());
                rollout.restore(baseline, releases.references(settings.keep()));
                return "the stack is back at " + to;
            });
            return new ReleaseFailed(
                    failed + ". The stack is back at " + to + ".", ReleaseFailed.Stack.WHOLE, diagnoses);
        } catch (NotConverged | InterruptedException | RuntimeException e) {
            String second = failed + ". Putting it back to " + to + " did not succeed either: " + why(e, List.of())
                    + ". Look at it with: docker stack ps " + settings.stack() + "; then deploy again";
            return new ReleaseFailed(second, ReleaseFailed.Stack.BROKEN, diagnoses);
        }
    }

    /** From here on another attempt of the same build only rolls back, as it does where it was stopped. */
    private void remember(Exception cause, List<Diagnosis> diagnoses) {
        boolean isKnown = !memory.progress().stop().isNone() || cause instanceof ReleaseRecovery.Earlier;
        if (!isKnown && !(cause instanceof InterruptedException)) {
            memory.save(memory.progress().failed(why(cause, diagnoses)));
        }
    }

    private String why(Exception cause, List<Diagnosis> diagnoses) {
        if (!diagnoses.isEmpty()) {
            return diagnoses.stream().map(Diagnosis::sentence).collect(Collectors.joining("; "));
        }
        if (cause instanceof InterruptedException) {
            return memory.progress().stop().why();
        }
        boolean isOurMistake =
                cause instanceof RuntimeException && !(cause instanceof EngineException || cause instanceof Refused);
        return isOurMistake ? "a mistake in flaskbb-swarm, please report it (" + cause + ")" : cause.getMessage();
    }

    private static String target(SortedMap<String, ObjectNode> baseline, Releases releases) {
        return releases.current()
                .map(release -> "release " + release.number())
                .orElse(baseline.isEmpty() ? "nothing: there was no stack before" : "its services as they were before");
    }

    /** An interrupt ends the search for causes, but not the way back. */
    private List<Diagnosis> diagnose(Exception cause) {
        if (!(cause instanceof NotConverged failure)) {
            return List.of();
        }
        try {
            List<Diagnosis> diagnoses = rollout.diagnose(failure);
            for (Diagnosis diagnosis : diagnoses) {
                diagnosis.lines().forEach(line -> events.emit(new Event.Output("diagnosis", line)));
            }
            return diagnoses;
        } catch (EngineException | InterruptedException e) {
            events.emit(new Event.Note(settings.stack().name(), "its failure could not be looked into"));
            return List.of();
        }
    }
}
