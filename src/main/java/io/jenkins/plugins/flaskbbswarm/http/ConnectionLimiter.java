package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many connections at a time be new, that is, without their first answer. Who made more of them at once
 * would lose some: an sshd drops connections beyond ten ({@code MaxStartups}) that are not yet logged in.
 */
final class ConnectionLimiter {
    private final Semaphore places;

    /** @param places how many connections may be new at a time */
    ConnectionLimiter(int places) {
        this.places = new Semaphore(places, true);
    }

    /**
     * Takes a place, which is given back by {@link Place#close}.
     *
     * @throws DeadlineException if none becomes free in time
     */
    Place enter(Deadline deadline) throws DeadlineException, InterruptedException {
        if (!places.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw new DeadlineException(
                    deadline.length().orElseThrow(),
                    new IOException("too many connections wait for their first answer"));
        }
        return places::release;
    }

    /** The right to be a new connection. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
