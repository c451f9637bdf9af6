package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Asks again while a swarm is in trouble, with a new request each time: a request begun before an election hangs until
 * its end although new ones are answered at once. A write is asked again only if it surely was not carried out, or if
 * that does no harm: what is removed already is not there, and that is all that is wanted.
 */
final class RetryPolicy {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** What an engine itself takes at most. */
    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(20);

    /** So long an engine that was a manager before may say that it is none: it says so while it restarts. */
    private static final Duration RESTART = Duration.ofSeconds(30);

    private final Duration patience;
    private final Consumer<String> notices;
    /** Many threads wait for the same trouble to end; one line about it is enough. */
    private final AtomicBoolean trouble = new AtomicBoolean();

    private final AtomicBoolean isManager = new AtomicBoolean();

    RetryPolicy(Duration patience, Consumer<String> notices) {
        this.patience = patience;
        this.notices = notices;
    }

    <T> T with(Request request, Duration firstDeadline, Try<T> attempt) throws InterruptedException {
        long begin = System.nanoTime();
        Duration deadline = firstDeadline;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                T result = attempt.run(deadline);
                recovered();
                isManager.compareAndSet(false, request.isOfSwarm());
                return result;
            } catch (EngineException e) {
                if (e.isAmbiguous() && !request.isRepeatable()
                        || left(patience(e), begin).isNegative()) {
                    throw e;
                }
                notice(e);
                Thread.sleep(shorter(pause, left(patience(e), begin)).toMillis());
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                deadline = e instanceof EngineException.TimedOut ? longer(deadline) : firstDeadline;
            }
        }
    }

    /** How long to go on after this; negative if there is no sense in it. */
    private Duration patience(EngineException e) {
        if (e.isNotAManager() && isManager.get()) {
            return shorter(patience, RESTART);
        }
        return e.isTransient() ? patience : Duration.ofNanos(-1);
    }

    private static Duration left(Duration patience, long begin) {
        return patience.minusNanos(System.nanoTime() - begin);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** An engine that is slow rather than stuck gets more time with each try. */
    private static Duration longer(Duration deadline) {
        Duration twice = shorter(deadline.multipliedBy(2), LONGEST_DEADLINE);
        return twice.compareTo(deadline) > 0 ? twice : deadline;
    }

    private void notice(EngineException e) {
        if (trouble.compareAndSet(false, true)) {
            notices.accept(cause(e) + " (at most " + words(patience(e)) + ")");
        }
    }

    private void recovered() {
        if (trouble.compareAndSet(true, false)) {
            notices.accept("the engine answers again");
        }
    }

    private static String cause(EngineException e) {
        if (e.isNoLeader()) {
            return "the swarm has no leader: waiting for one";
        }
        if (e.isNotAManager()) {
            return "the engine was a manager and is none now, as when it restarts: asking it again";
        }
        if (e instanceof EngineException.Unreachable) {
            return "the engine is gone: waiting for it to come back";
        }
        return "the engine does not answer in time: asking it again";
    }

    private static String words(Duration duration) {
        return duration.toSeconds() % 60 == 0 && duration.toMinutes() > 0
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }

    /** One request, with its own deadline. */
    interface Try<T> {
        T run(Duration deadline) throws InterruptedException;
    }
}
