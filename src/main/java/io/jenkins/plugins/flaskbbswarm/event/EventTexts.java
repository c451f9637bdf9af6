package io.jenkins.plugins.flaskbbswarm.event;

import java.util.function.UnaryOperator;

/** The words of an event. */
public final class EventTexts {
    private EventTexts() {}

    /** The same event with each text that comes from outside changed, to blank what must not be shown. */
    public static Event changed(Event event, UnaryOperator<String> change) {
        if (event instanceof Event.PhaseFinished finished) {
            return new Event.PhaseFinished(finished.phase(), change.apply(finished.result()), finished.took());
        }
        if (event instanceof Event.Warning warning) {
            return new Event.Warning(
                    change.apply(warning.subject()), change.apply(warning.text()), change.apply(warning.remedy()));
        }
        if (event instanceof Event.Output output) {
            return new Event.Output(output.source(), change.apply(output.line()));
        }
        if (event instanceof Event.TaskChanged task) {
            return new Event.TaskChanged(
                    task.service(), task.task(), task.node(), task.state(), change.apply(task.error()));
        }
        if (event instanceof Event.Progress progress) {
            return new Event.Progress(progress.subject(), change.apply(progress.text()));
        }
        if (event instanceof Event.Note note) {
            return new Event.Note(change.apply(note.subject()), change.apply(note.text()));
        }
        return event;
    }
}
