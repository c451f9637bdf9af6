package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.LogLine;
import io.jenkins.plugins.flaskbbswarm.engine.LogStream;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a job prints, told line by line, each once; the last lines are kept. */
final class JobLog {
    private static final int KEPT_LINES = 200;

    /** The release keeps them in a config, which has place for 1,000 KiB in all. */
    private static final int KEPT_CHARACTERS = 100_000;

    /** Who prints without end must not keep us from looking whether it should have ended. */
    private static final int LINES_AT_ONCE = 500;

    private final String job;
    private final EventSink events;
    private final Deque<String> kept = new ArrayDeque<>();
    private int told;
    private int keptCharacters;

    JobLog(String job, EventSink events) {
        this.job = job;
        this.events = events;
    }

    /** Tells what comes within {@code patience}, and what is there then. */
    void follow(LogStream lines, Duration patience) throws InterruptedException {
        if (lines.hasEnded()) {
            Thread.sleep(patience.toMillis()); // as where an engine's log driver cannot be read
        }
        Optional<LogLine> line = lines.next(patience);
        for (int taken = 0; line.isPresent(); taken++) {
            report(line.get());
            line = taken < LINES_AT_ONCE ? lines.next(Duration.ZERO) : Optional.empty();
        }
    }

    /** Tells what is new in a log that is read from its start, up to its end. */
    void catchUp(LogStream whole, Instant deadline, Duration patience) throws InterruptedException {
        int read = 0;
        int before = told;
        while (!whole.hasEnded() && Instant.now().isBefore(deadline)) {
            Optional<LogLine> line = whole.next(patience);
            if (line.isPresent() && ++read > before) {
                report(line.get());
            }
        }
    }

    private void report(LogLine line) {
        events.emit(new Event.Output(job, line.text()));
        kept.add(line.text());
        told++;
        keptCharacters += line.text().length();
        while (kept.size() > KEPT_LINES || keptCharacters > KEPT_CHARACTERS) {
            keptCharacters -= kept.removeFirst().length();
        }
    }

    List<String> lastLines() {
        return List.copyOf(kept);
    }
}
