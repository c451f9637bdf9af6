package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.HttpStream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A log as it comes. */
final class LogReader implements LogStream {
    private static final Duration LONG = Duration.ofDays(1);

    private final StreamReader<LogLine> pump;

    LogReader(
            HttpStream answer, boolean terminal, LogOptions options, Function<IOException, RuntimeException> wording) {
        LogFrames frames = terminal ? LogFrames.raw(answer.body()) : LogFrames.multiplexed(answer.body());
        LogLines lines = new LogLines(frames, new LogPrefix(options));
        this.pump = new StreamReader<>("engine-log", answer, lines::next, wording);
    }

    @Override
    public Optional<LogLine> next(Duration timeout) throws InterruptedException {
        return pump.next(timeout);
    }

    @Override
    public boolean hasEnded() {
        return pump.hasEnded();
    }

    @Override
    public List<LogLine> rest() throws InterruptedException {
        List<LogLine> lines = new ArrayList<>();
        while (!pump.hasEnded()) {
            pump.next(LONG).ifPresent(lines::add);
        }
        return lines;
    }

    @Override
    public void close() {
        pump.close();
    }
}
