package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Instant;
import java.util.Optional;

/** The engine's event stream. */
public final class Events {
    private final Caller caller;

    Events(Caller caller) {
        this.caller = caller;
    }

    /**
     * Subscribes. When this returns, the engine records for us: what is done from then on will be seen.
     *
     * @param since also those after that moment which the engine still remembers (the last 256)
     */
    public EventStream open(Filters filters, Optional<Instant> since) throws InterruptedException {
        Request request = Request.get("events").with(filters);
        return caller.events(
                since.map(start -> request.with("since", UnixTime.unix(start))).orElse(request));
    }
}
