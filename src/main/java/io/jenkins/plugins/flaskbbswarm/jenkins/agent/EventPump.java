package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends events to the controller in their order, all that came up in one go: each call through the channel takes a
 * network's time, and the release does not wait for it. When the channel is closed, they are for nobody.
 */
final class EventPump implements EventSink, AutoCloseable {
    private final Consumer<ArrayList<Event>> target;
    private final List<Event> waiting = new ArrayList<>();
    private final Thread thread;
    private boolean sending;
    private boolean closed;

    EventPump(Consumer<ArrayList<Event>> target) {
        this.target = target;
        this.thread = new Thread(this::pump, "flaskbb-swarm events");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void emit(Event event) {
        waiting.add(event);
        notifyAll();
    }

    /** Returns when all events so far have arrived. */
    synchronized void flush() throws InterruptedException {
        while (sending || !waiting.isEmpty()) {
            wait();
        }
    }

    /** Sends what is left. An interrupt is kept for later. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump() {
        for (ArrayList<Event> events = next(); !events.isEmpty(); events = next()) {
            send(events);
        }
    }

    /** Some events; none if there will be no more. */
    private synchronized ArrayList<Event> next() {
        sending = false;
        notifyAll();
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        ArrayList<Event> events = new ArrayList<>(waiting);
        waiting.clear();
        sending = !events.isEmpty();
        return events;
    }

    private void send(ArrayList<Event> events) {
        try {
            target.accept(events);
        } catch (RuntimeException e) {
            // The controller is gone. It finds out what became of the stack when it asks again.
        }
    }
}
