package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.io.PrintWriter;

/** Prints events as lines, as build logs want them: of services where they changed, of tasks why they failed. */
final class PlainLines implements EventSink {
    private final PrintWriter out;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void emit(Event event) {
        if (!EventLines.isDetail(event)) {
            out.println(EventLines.of(event));
            out.flush();
        }
    }
}
