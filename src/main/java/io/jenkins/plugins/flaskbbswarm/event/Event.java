package io.jenkins.plugins.flaskbbswarm.event;

import java.io.Serializable;
import java.time.Duration;

/**
 * Something that happened during a release, as data: the command line draws it, a build log prints it, tests collect
 * it. An event can be sent to another process. None ever holds a secret's value.
 */
public sealed interface Event extends Serializable {
    /** A phase of the release begins, for example {@code Build}. */
    record PhaseStarted(String phase) implements Event {}

    /** A phase is over; {@code result} says in a few words what it did. */
    record PhaseFinished(String phase, String result, Duration took) implements Event {}

    /** A fact worth one line, about {@code subject} (an image, a service, a secret…). */
    record Note(String subject, String text) implements Event {}

    /** Something that works but that its author should look at, and what to do about it. */
    record Warning(String subject, String text, String remedy) implements Event {}

    /** A long action moved on: a build step, a layer pushed. */
    record Progress(String subject, String text) implements Event {}

    /** A line that somebody's program printed: a build's RUN step, a migration, a failing task. */
    record Output(String source, String line) implements Event {}

    /** A task was seen in another state than before; {@code error} is the engine's own text, or empty. */
    record TaskChanged(String service, String task, String node, String state, String error) implements Event {}

    /** How far a service is on its way: {@code ready} of {@code wanted} tasks of the new spec run, healthy. */
    record ServiceChanged(String service, int ready, int wanted, boolean converged) implements Event {}

    /**
     * What a service is to run, and what becomes of it: {@code created}, {@code replaced} (its tasks are), {@code
     * updated} (its tasks stay) or {@code unchanged}.
     */
    record ServicePlanned(String service, String image, String change) implements Event {}
}
