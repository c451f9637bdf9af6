package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

/** What the authors of stack files should look at, as events. */
final class ComposeWarnings {
    private ComposeWarnings() {}

    static void report(LoadedStack loaded, EventSink events) {
        loaded.warnings()
                .forEach(warning -> events.emit(new Event.Warning(
                        warning.location() + (warning.path().isEmpty() ? "" : ": " + warning.path()),
                        warning.message(),
                        warning.remedy())));
    }
}
