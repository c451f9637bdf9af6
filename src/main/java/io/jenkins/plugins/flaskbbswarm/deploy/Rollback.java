package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.release.Releases;
import io.jenkins.plugins.flaskbbswarm.release.StoredFormatException;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.rollout.ConvergenceException;
import io.jenkins.plugins.flaskbbswarm.rollout.RolledBack;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SchemaFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.ServiceChanged;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** What follows a failure: say why, put the whole stack back, say in which state it is. */
final class Rollback {
    private final Rollout rollout;
    private final Phases phases;
    private final EventSink events;
    private final ReleaseSettings settings;

    private final ReleaseMemory memory;
    private final BooleanSupplier hasMigrated;

    /** @param hasMigrated whether a migration of the run may have changed the schema */
    Rollback(Rollout rollout, DeploymentContext surroundings, ReleaseSettings settings, BooleanSupplier hasMigrated) {
        this.hasMigrated = hasMigrated;
        this.rollout = rollout;
        this.phases = new Phases(surroundings.events());
        this.events = surroundings.events();
        this.memory = surroundings.memory();
        this.settings = settings;
    }

    /**
     * Undoes what the run did and returns what there is to say of it all.
     *
     * @param before the swarm when the run began
     * @param dead what an earlier run left incomplete
     */
    ReleaseFailedException after(Exception cause, SwarmSnapshot before, UndoLog dead) {
        remember(cause, List.of());
        Releases releases = before.releases();
        List<Diagnosis> diagnoses = diagnose(cause);
        remember(cause, diagnoses);
        String failed = "The release of " + settings.stack() + " failed: " + why(cause, diagnoses);
        Target to = target(before, dead);
        SortedMap<String, String> left = new TreeMap<>();
        StringBuilder schema = new StringBuilder();
        try {
            phases.run(Phase.ROLLBACK, () -> {
                rollout.forget(releases.next());
                RolledBack back = rollout.rollBack(dead, () -> releases.references(settings.keep()));
                left.putAll(back.left());
                schema.append(SchemaWords.of(back));
                return to.isBack() + (left.isEmpty() ? "" : ", but for " + names(left)) + schema;
            });
            if (!left.isEmpty()) {
                return new ReleaseFailedException(
                        failed + ". " + to.sentence() + schema + ", but for what others wrote during the release,"
                                + " which stays: " + sentences(left) + ". Deploy again to overwrite it",
                        ReleaseFailedException.Stack.BROKEN,
                        diagnoses);
            }
            return new ReleaseFailedException(
                    failed + ". " + to.sentence() + schema + "." + migrationThatStays(schema),
                    ReleaseFailedException.Stack.WHOLE,
                    diagnoses);
        } catch (ConvergenceException | InterruptedException | RuntimeException e) {
            String second = failed + ". " + to.attempt() + " did not succeed either: " + why(e, List.of())
                    + SchemaWords.byHand(e) + ". Look at it with: docker stack ps " + settings.stack()
                    + "; then deploy again";
            return new ReleaseFailedException(second, ReleaseFailedException.Stack.BROKEN, diagnoses);
        }
    }

    /** A migration of this run, or an earlier attempt of it, of which the database keeps what it did. */
    private String migrationThatStays(CharSequence schema) {
        return schema.isEmpty() && hasMigrated.getAsBoolean() ? SchemaWords.left(settings.migration()) : "";
    }

    /**
     * Where a rollback goes.
     *
     * @param name what is there then; empty if there was no stack before
     */
    private record Target(String name) {
        String isBack() {
            return name.isEmpty() ? "what was made of the stack is removed" : "the stack is back at " + name;
        }

        String sentence() {
            return name.isEmpty()
                    ? "There was no stack before; what was made of it is removed"
                    : "The stack is back at " + name;
        }

        String attempt() {
            return name.isEmpty() ? "Removing what was made of it" : "The rollback to " + name;
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
        boolean isOurMistake = cause instanceof RuntimeException
                && !(cause instanceof EngineException
                        || cause instanceof InvalidRequestException
                        || cause instanceof ImageException
                        || cause instanceof StoredFormatException
                        || cause instanceof SchemaFailedException
                        || cause instanceof ServiceChanged);
        return isOurMistake ? "a mistake in flaskbb-swarm, please report it (" + cause + ")" : cause.getMessage();
    }

    private static String names(SortedMap<String, String> left) {
        return String.join(", ", left.keySet());
    }

    private static String sentences(SortedMap<String, String> left) {
        return left.entrySet().stream()
                .map(service -> service.getKey() + ": " + service.getValue())
                .collect(Collectors.joining("; "));
    }

    /** A stack that was changed since its last release is not back at that release but as it was. */
    private Target target(SwarmSnapshot before, UndoLog dead) {
        SortedMap<String, ObjectNode> services = new TreeMap<>(before.observed().specs());
        dead.services().forEach((name, spec) -> {
            services.remove(name);
            spec.ifPresent(known -> services.put(name, known));
        });
        if (services.isEmpty()) {
            return new Target("");
        }
        Releases releases = before.releases();
        return new Target(releases.current()
                .filter(release -> release.isWhatRuns(services))
                .map(release -> "release " + release.number())
                .orElse("its services as they were before" + lastRelease(releases)));
    }

    private String lastRelease(Releases releases) {
        return releases.current()
                .map(release -> " (its last release comes back with: "
                        + Advice.of(
                                "flaskbb-swarm release rollback " + settings.stack() + " " + release.number(),
                                "swarmRollback(stack: '" + settings.stack() + "', release: " + release.number() + ")")
                        + ")")
                .orElse("");
    }

    /** An interrupt ends the search for causes, but not the way back. */
    private List<Diagnosis> diagnose(Exception cause) {
        if (!(cause instanceof ConvergenceException failure)) {
            return List.of();
        }
        try {
            List<Diagnosis> diagnoses = rollout.diagnose(failure);
            diagnoses.forEach(this::emit);
            return diagnoses;
        } catch (EngineException | InterruptedException e) {
            events.emit(new Event.Note(settings.stack().name(), "its failure could not be looked into"));
            return List.of();
        }
    }

    /** Its sentence is that of the failure, with which the release ends. */
    private void emit(Diagnosis diagnosis) {
        List<String> details = diagnosis.details();
        if (!details.isEmpty()) {
            events.emit(new Event.Output("diagnosis", diagnosis.service() + ":"));
            details.forEach(line -> events.emit(new Event.Output("diagnosis", line)));
        }
    }
}
