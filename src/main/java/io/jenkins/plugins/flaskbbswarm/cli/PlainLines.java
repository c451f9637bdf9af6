package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.io.PrintWriter;

/** Prints each event as a line, as build logs want it. */
final class PlainLines implements EventSink {
    private final PrintWriter out;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void emit(Event event) {
        out.println(EventLines.of(event));
        out.flush();
    }
}
