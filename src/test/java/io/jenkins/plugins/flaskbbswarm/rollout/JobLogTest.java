package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.LogLine;
import io.jenkins.plugins.flaskbbswarm.engine.LogStream;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of a job is told once, whichever way it comes. */
class JobLogTest {
    private static final Duration NOW = Duration.ZERO;

    private final List<String> told = new ArrayList<>();
    private final JobLog log = new JobLog("job", event -> told.add(((Event.Output) event).line()));

    @Test
    void whatDidNotComeWhileItRanComesInTheEnd() throws Exception {
        log.follow(lines("one", "two"), NOW);
        log.catchUp(lines("one", "two", "three", "four"), Instant.now().plusSeconds(10), NOW);
        assertThat(told).containsExactly("one", "two", "three", "four");
        assertThat(log.lastLines()).isEqualTo(told);
    }

    @Test
    void ofALogWhoseStartIsGoneNothingIsToldTwice() throws Exception {
        log.follow(lines("one", "two", "three"), NOW);
        log.catchUp(lines("two", "three"), Instant.now().plusSeconds(10), NOW);
        assertThat(told).containsExactly("one", "two", "three");
    }

    @Test
    void whoPrintsWithoutEndIsLeftNowAndThen() throws Exception {
        String[] many = IntStream.range(0, 2000).mapToObj(Integer::toString).toArray(String[]::new);
        LogStream endless = lines(many);
        log.follow(endless, NOW);
        assertThat(told).hasSizeBetween(100, 1000);
        while (told.size() < many.length) {
            log.follow(endless, NOW);
        }
        assertThat(told).containsExactly(many);
        assertThat(log.lastLines()).hasSize(200).endsWith("1999");
    }

    @Test
    void aLogThatCannotBeReadIsNoReasonToAskWithoutPause() throws Exception {
        Instant start = Instant.now();
        log.follow(lines(), Duration.ofMillis(50));
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private static LogLine line(String text) {
        return new LogLine(LogLine.Source.STDOUT, Optional.empty(), Map.of(), text);
    }

    private static LogStream lines(String... texts) {
        Deque<String> left = new ArrayDeque<>(List.of(texts));
        return new LogStream() {
            @Override
            public Optional<LogLine> next(Duration timeout) {
                return Optional.ofNullable(left.poll()).map(JobLogTest::line);
            }

            @Override
            public boolean hasEnded() {
                return left.isEmpty();
            }

            @Override
            public List<LogLine> rest() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }
}
