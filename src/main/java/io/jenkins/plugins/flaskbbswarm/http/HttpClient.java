package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Sends requests to one server. Connections are kept open and used again, at most {@value #IDLE} of them while nobody
 * needs them. An interrupted thread gets its {@link InterruptedException} at once, and its connection is closed.
 */
public final class HttpClient implements AutoCloseable {
    private static final int IDLE = 16;

    private final Connector connector;
    private final ConnectionLimiter admission;
    private final DeadlineWatcher watch = new DeadlineWatcher();
    private final ConcurrentLinkedDeque<Exchange> idle = new ConcurrentLinkedDeque<>();
    private final Set<Exchange> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param newAtOnce how many connections may wait for their first answer at the same time */
    public HttpClient(Connector connector, int newAtOnce) {
        this.connector = connector;
        this.admission = new ConnectionLimiter(newAtOnce);
    }

    /**
     * Sends a request and reads its answer to the end.
     *
     * @param deadline from connecting to the last byte
     * @throws DeadlineException if that was too short
     * @throws NotConnectedException if no connection came about
     * @throws MalformedAnswerException if the answer is malformed, or longer than {@link Bounded#most}
     * @throws IOException if the connection broke afterwards
     */
    public HttpAnswer send(HttpRequest request, Duration deadline) throws IOException, InterruptedException {
        return send(request, deadline, Bounded.most());
    }

    /**
     * The same with another bound.
     *
     * @param most bytes of the answer's body
     */
    public HttpAnswer send(HttpRequest request, Duration deadline, int most) throws IOException, InterruptedException {
        return run(request, Deadline.in(deadline), exchange -> {
            byte[] body = Bounded.all(exchange.body(), most);
            return new HttpAnswer(exchange.status(), exchange.head().headers(), body);
        });
    }

    /** Sends a request and reads its answer while it comes, however long that takes. */
    public <T> T receive(HttpRequest request, AnswerReader<T> reader) throws IOException, InterruptedException {
        return run(request, Deadline.never(), exchange -> reader.read(exchange.status(), exchange.body()));
    }

    /** What makes something of an answer, its headers included. */
    public interface WholeReader<T> {
        T read(int status, Map<String, String> headers, InputStream body) throws IOException;
    }

    /**
     * Sends a request and reads its answer as far as the reader likes; headers may be looked up in any case.
     *
     * @param deadline from connecting to the last byte that is read
     * @throws DeadlineException if that was too short
     */
    public <T> T receive(HttpRequest request, Duration deadline, WholeReader<T> reader)
            throws IOException, InterruptedException {
        return run(
                request,
                Deadline.in(deadline),
                exchange -> reader.read(exchange.status(), exchange.head().headers(), exchange.body()));
    }

    /**
     * Sends a request and gives its answer to be read by somebody else.
     *
     * @param deadline up to the first bytes of the answer
     */
    public HttpStream open(HttpRequest request, Duration deadline) throws IOException, InterruptedException {
        Exchange exchange = start(request, Deadline.in(deadline), same -> same);
        return new HttpStream(exchange.status(), exchange.body(), () -> discard(exchange));
    }

    private <T> T run(HttpRequest request, Deadline deadline, Step<T> step) throws IOException, InterruptedException {
        return start(request, deadline, exchange -> {
            T result = step.run(exchange);
            release(exchange);
            return result;
        });
    }

    private <T> T start(HttpRequest request, Deadline deadline, Step<T> step) throws IOException, InterruptedException {
        Optional<Exchange> used = request.body() instanceof Body.Streamed ? Optional.empty() : takeIdle();
        if (used.isPresent()) {
            try {
                return guarded(used.get(), request, deadline, step);
            } catch (StaleException e) {
                // The one case in which sending it again is right; on a new connection this cannot happen.
            }
        }
        return guarded(fresh(), request, deadline, step);
    }

    private <T> T guarded(Exchange exchange, HttpRequest request, Deadline deadline, Step<T> step)
            throws IOException, InterruptedException {
        boolean done = false;
        try (DeadlineWatcher.Guard guard = watch.over(exchange.connection(), deadline)) {
            try {
                T result = perform(exchange, request, deadline, step);
                done = true;
                return result;
            } catch (IOException e) {
                throw reason(exchange, request, guard, e);
            }
        } finally {
            if (!done) {
                discard(exchange);
            }
        }
    }

    private <T> T perform(Exchange exchange, HttpRequest request, Deadline deadline, Step<T> step)
            throws IOException, InterruptedException {
        if (exchange.isNew()) {
            try (ConnectionLimiter.Place place = admission.enter(deadline)) {
                exchange.connect();
                exchange.begin(request);
            }
        } else {
            exchange.begin(request);
        }
        return step.run(exchange);
    }

    private static IOException reason(
            Exchange exchange, HttpRequest request, DeadlineWatcher.Guard guard, IOException e)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during " + request);
        }
        Optional<Duration> missed = guard.missedDeadline();
        if (missed.isPresent()) {
            return new DeadlineException(missed.get(), e);
        }
        return exchange.wasStale(request) ? new StaleException(e) : e;
    }

    private Optional<Exchange> takeIdle() {
        for (Exchange exchange = idle.pollFirst(); exchange != null; exchange = idle.pollFirst()) {
            busy.add(exchange);
            if (!exchange.connection().isStale()) {
                return Optional.of(exchange);
            }
            discard(exchange);
        }
        return Optional.empty();
    }

    private Exchange fresh() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            Exchange exchange = new Exchange(connector.connection());
            busy.add(exchange);
            if (closed) {
                discard(exchange);
            }
            return exchange;
        } catch (IOException e) {
            throw new NotConnectedException(e.getMessage(), e);
        }
    }

    private void release(Exchange exchange) throws IOException {
        if (!closed && idle.size() < IDLE && exchange.isReusable()) {
            busy.remove(exchange);
            idle.addFirst(exchange);
        } else {
            discard(exchange);
        }
        if (closed) {
            close();
        }
    }

    private void discard(Exchange exchange) {
        busy.remove(exchange);
        exchange.close();
    }

    /** Closes all connections; requests under way fail. */
    @Override
    public void close() {
        closed = true;
        busy.forEach(this::discard);
        closeIdle();
    }

    /** Closes the idle connections; requests under way go on, and others make new connections. */
    public void closeIdle() {
        for (Exchange exchange = idle.pollFirst(); exchange != null; exchange = idle.pollFirst()) {
            exchange.close();
        }
    }

    private interface Step<T> {
        T run(Exchange exchange) throws IOException;
    }

    private static final class StaleException extends IOException {
        StaleException(IOException cause) {
            super(cause);
        }
    }
}
