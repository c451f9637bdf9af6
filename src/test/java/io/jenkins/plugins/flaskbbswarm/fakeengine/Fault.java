package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Trouble for some requests. Made by {@link FakeSwarm#on}; it takes effect with the first thing it is told to do. */
public final class Fault {
    /** What happens to the request. */
    enum Kind {
        PASS,
        REFUSE,
        COMMIT_THEN_REFUSE,
        DROP,
        COMMIT_THEN_DROP
    }

    private final String method;
    private final Pattern path;
    private final Faults faults;
    private int times = 1;
    private Optional<String> query = Optional.empty();
    private Optional<Duration> delay = Optional.empty();
    private Runnable before = () -> {};
    private Runnable after = () -> {};
    private Kind kind = Kind.PASS;
    private int status;
    private String message = "";

    Fault(Faults faults, String method, String path) {
        this.faults = faults;
        this.method = method;
        this.path = Pattern.compile(path);
    }

    /** Only requests with this parameter. */
    public Fault asking(String parameter) {
        query = Optional.of(parameter);
        return this;
    }

    /** For how many requests; once by default. */
    public Fault times(int count) {
        times = count;
        return this;
    }

    /** Waits before the answer, in real time. */
    public Fault delay(Duration time) {
        delay = Optional.of(time);
        return end(Kind.PASS);
    }

    /** Somebody else does something just before. */
    public Fault before(Runnable deed) {
        before = deed;
        return end(Kind.PASS);
    }

    /** Somebody else does something between the deed and its answer. */
    public Fault after(Runnable deed) {
        after = deed;
        return end(Kind.PASS);
    }

    /** Answers so, and does nothing. */
    public Fault refuse(int newStatus, String newMessage) {
        status = newStatus;
        message = newMessage;
        return end(Kind.REFUSE);
    }

    /** Answers so although it was done, as a manager does that loses its leader in the middle of a write. */
    public Fault commitThenRefuse(int newStatus, String newMessage) {
        status = newStatus;
        message = newMessage;
        return end(Kind.COMMIT_THEN_REFUSE);
    }

    /** Closes the connection without an answer, and does nothing. */
    public Fault drop() {
        return end(Kind.DROP);
    }

    /** Closes the connection without an answer although it was done. */
    public Fault commitThenDrop() {
        return end(Kind.COMMIT_THEN_DROP);
    }

    private Fault end(Kind newKind) {
        kind = newKind;
        faults.add(this);
        return this;
    }

    Runnable before() {
        return before;
    }

    Runnable after() {
        return after;
    }

    Kind kind() {
        return kind;
    }

    Optional<Duration> delay() {
        return delay;
    }

    Refusal refusal() {
        return new Refusal(status, message);
    }

    /** Takes one of its times, if the request is one of those meant. */
    synchronized boolean takes(Recorded request) {
        boolean taken = times > 0
                && method.equals(request.method())
                && path.matcher(request.path()).matches()
                && query.map(request.query()::contains).orElse(true);
        times -= taken ? 1 : 0;
        return taken;
    }
}
