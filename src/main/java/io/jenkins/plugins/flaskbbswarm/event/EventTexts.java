package io.jenkins.plugins.flaskbbswarm.event;

import java.util.function.UnaryOperator;

/** The words of an event. */
public final class EventTexts {
    private EventTexts() {}

    /** The same event with each text that comes from outside changed, to blank what must not be shown. */
    public static Event changed(Event event, UnaryOperator<String> change) {
        if (event instanceof Event.PhaseStarted started) {
            return new Event.PhaseStarted(change.apply(started.phase()));
        }
        if (event instanceof Event.PhaseFinished finished) {
            return new Event.PhaseFinished(
                    change.apply(finished.phase()), change.apply(finished.result()), finished.took());
        }
        if (event instanceof Event.Warning warning) {
            return new Event.Warning(
                    change.apply(warning.subject()), change.apply(warning.text()), change.apply(warning.remedy()));
        }
        if (event instanceof Event.Output output) {
            return new Event.Output(change.apply(output.source()), change.apply(output.line()));
        }
        if (event instanceof Event.TaskChanged task) {
            return new Event.TaskChanged(
                    change.apply(task.service()),
                    change.apply(task.task()),
                    change.apply(task.node()),
                    change.apply(task.state()),
                    change.apply(task.error()));
        }
        if (event instanceof Event.ServicePlanned planned) {
            return new Event.ServicePlanned(
                    change.apply(planned.service()), change.apply(planned.image()), planned.change());
        }
        if (event instanceof Event.ServiceChanged service) {
            return new Event.ServiceChanged(
                    change.apply(service.service()), service.ready(), service.wanted(), service.converged());
        }
        if (event instanceof Event.Progress progress) {
            return new Event.Progress(change.apply(progress.subject()), change.apply(progress.text()));
        }
        if (event instanceof Event.Note note) {
            return new Event.Note(change.apply(note.subject()), change.apply(note.text()));
        }
        return event;
    }
}
