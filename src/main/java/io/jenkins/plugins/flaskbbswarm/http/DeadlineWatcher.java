package io.jenkins.plugins.flaskbbswarm.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections whose time is over or whose thread was interrupted. Reading from a program's pipe or a TLS socket
 * can be ended in no other way, so one thread looks after all requests of a client.
 */
final class DeadlineWatcher {
    private static final long INTERVAL_MILLIS = 20;
    private static final long LINGER_MILLIS = 2_000;

    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private boolean running;

    /** Looks after {@code connection}, which the current thread is about to use, until the guard is closed. */
    Guard over(Connection connection, Deadline deadline) {
        Guard guard = new Guard(connection, deadline, Thread.currentThread());
        guards.add(guard);
        start();
        return guard;
    }

    private synchronized void start() {
        if (!running) {
            running = true;
            Thread thread = new Thread(this::look, "http-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Ends by itself when there was nothing to look after for a while. */
    private void look() {
        long idle = 0;
        while (!isDone(idle)) {
            idle = guards.isEmpty() ? idle + INTERVAL_MILLIS : 0;
            guards.forEach(Guard::look);
            try {
                Thread.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                // Nobody has this thread to interrupt it, and deadlines hold all the same.
                continue;
            }
        }
    }

    private synchronized boolean isDone(long idle) {
        if (guards.isEmpty() && idle >= LINGER_MILLIS) {
            running = false;
        }
        return !running;
    }

    /** One request's claim on its connection. */
    final class Guard implements AutoCloseable {
        private final Connection connection;
        private final Deadline deadline;
        private final Thread thread;
        private boolean over;
        private boolean late;

        private Guard(Connection connection, Deadline deadline, Thread thread) {
            this.connection = connection;
            this.deadline = deadline;
            this.thread = thread;
        }

        private synchronized void look() {
            late |= !over && deadline.isOver();
            if (!over && (late || thread.isInterrupted())) {
                connection.close();
            }
        }

        /** The deadline that passed during the request, if it did. */
        synchronized Optional<Duration> missedDeadline() {
            return late ? deadline.length() : Optional.empty();
        }

        @Override
        public synchronized void close() {
            over = true;
            guards.remove(this);
        }
    }
}
