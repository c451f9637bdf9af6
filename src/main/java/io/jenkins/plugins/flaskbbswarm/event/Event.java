package io.jenkins.plugins.flaskbbswarm.event;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Something that happened during a release, as data: the command line draws it, a build log prints it, tests collect
 * it. An event can be sent to another process. None ever holds a secret's value. Its components are texts, whole
 * numbers, truth values and durations, so that each kind has a JSON form.
 */
public sealed interface Event extends Serializable {
    /** All that it says, for one line of a log; {@link EventLines} makes it fit to be printed. */
    String sentence();

    /** The same event with each text that comes from outside changed, to blank what must not be shown. */
    Event changed(UnaryOperator<String> change);

    /** A phase of the release begins, for example {@code Build}. */
    record PhaseStarted(String phase) implements Event {
        public PhaseStarted(Phase phase) {
            this(phase.title());
        }

        @Override
        public String sentence() {
            return phase;
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new PhaseStarted(change.apply(phase));
        }
    }

    /** A phase is over; {@code result} says in a few words what it did. */
    record PhaseFinished(String phase, String result, Duration took) implements Event {
        public PhaseFinished(Phase phase, String result, Duration took) {
            this(phase.title(), result, took);
        }

        @Override
        public String sentence() {
            return phase + ": " + result + String.format(Locale.ROOT, " (%.1f s)", took.toMillis() / 1000.0);
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new PhaseFinished(change.apply(phase), change.apply(result), took);
        }
    }

    /** A fact worth one line, about {@code subject} (an image, a service, a secret…). */
    record Note(String subject, String text) implements Event {
        @Override
        public String sentence() {
            return subject + ": " + text;
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new Note(change.apply(subject), change.apply(text));
        }
    }

    /** Something that works but that its author should look at, and what to do about it. */
    record Warning(String subject, String text, String remedy) implements Event {
        @Override
        public String sentence() {
            return "warning: " + subject + ": " + text + (remedy.isEmpty() ? "" : "; " + remedy);
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new Warning(change.apply(subject), change.apply(text), change.apply(remedy));
        }
    }

    /** A long action moved on: a build step, a layer pushed. */
    record Progress(String subject, String text) implements Event {
        @Override
        public String sentence() {
            return subject + ": " + text;
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new Progress(change.apply(subject), change.apply(text));
        }
    }

    /** A line that somebody's program printed: a build's RUN step, a migration, a failing task. */
    record Output(String source, String line) implements Event {
        @Override
        public String sentence() {
            return source + " | " + line;
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new Output(change.apply(source), change.apply(line));
        }
    }

    /** A task was seen in another state than before; {@code error} is the engine's own text, or empty. */
    record TaskChanged(String service, String task, String node, String state, String error) implements Event {
        @Override
        public String sentence() {
            return task + " is " + state + (node.isEmpty() ? "" : " on " + node)
                    + (error.isEmpty() ? "" : ": " + error);
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new TaskChanged(
                    change.apply(service),
                    change.apply(task),
                    change.apply(node),
                    change.apply(state),
                    change.apply(error));
        }
    }

    /** How far a service is on its way: {@code ready} of {@code wanted} tasks of the new spec run, healthy. */
    record ServiceChanged(String service, int ready, int wanted, boolean converged) implements Event {
        @Override
        public String sentence() {
            return service + ": " + ready + " of " + wanted + " ready" + (converged ? ", converged" : "");
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new ServiceChanged(change.apply(service), ready, wanted, converged);
        }
    }

    /**
     * One measurement of a service that is being tried, such as an answer to a probe.
     *
     * @param condition what is measured, such as {@code probe}
     * @param value what was seen
     * @param met whether it is as it should be
     */
    record Measured(String service, String condition, String value, boolean met) implements Event {
        @Override
        public String sentence() {
            return service + ": " + condition + ": " + value + (met ? "" : " (not as it should be)");
        }

        @Override
        public Event changed(UnaryOperator<String> change) {
            return new Measured(change.apply(service), change.apply(condition), change.apply(value), met);
        }
    }

    /**
     * What a service is to run, and what becomes of it: {@code created}, {@code replaced} (its tasks are), {@code
     * updated} (its tasks stay) or {@code unchanged}.
     */
    record ServicePlanned(String service, String image, String change) implements Event {
        @Override
        public String sentence() {
            return service + ": " + image + " (" + change + ")";
        }

        @Override
        public Event changed(UnaryOperator<String> words) {
            return new ServicePlanned(words.apply(service), words.apply(image), change);
        }
    }
}
