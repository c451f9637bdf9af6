package io.jenkins.plugins.flaskbbswarm.event;

/** Takes events in the order in which they happen. Called from several threads, so implementations lock. */
@FunctionalInterface
public interface EventSink {
    /** Must not throw and should return at once: the release waits for it. */
    void emit(Event event);

    /** Forgets everything it is told. */
    static EventSink silent() {
        return event -> {};
    }
}
