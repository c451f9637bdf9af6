package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs and events. */
abstract class StreamContract extends EngineContract {
    StreamContract(Target target) {
        super(target);
    }

    @Test
    void readsLogs() throws InterruptedException {
        String id = createService(job("job", "echo one; echo two >&2; echo thr\u00e9e"));
        eventually(() -> states(id, "complete"), List.of("complete"));
        eventually(() -> lines(id, LogOptions.all()).size(), 3);
        assertThat(lines(id, LogOptions.all())).contains("one", "two", "thr\u00e9e");
        assertThat(lines(id, LogOptions.tail(1))).hasSize(1);
        String task = tasks(id).get(0).path("ID").asText();
        try (LogStream log =
                engine().tasks().logs(task, LogOptions.all().withTimestamps().withDetails())) {
            LogLine line = log.rest().get(0);
            assertThat(line.text()).isIn("one", "two", "thr\u00e9e");
            assertThat(line.time()).isPresent();
            assertThat(line.task()).hasValue(task);
            assertThat(line.node()).isPresent();
        }
    }

    @Test
    void followsALogUntilClosed() throws InterruptedException {
        String id = createService(job("job", "echo begin; sleep 600"));
        eventually(() -> states(id, "running"), List.of("running"));
        LogStream log = engine().services().logs(id, LogOptions.all().following());
        assertThat(log.next(SOON).map(LogLine::text)).hasValue("begin");
        assertThat(log.next(Duration.ofMillis(100))).isEmpty();
        assertThat(log.hasEnded()).isFalse();
        log.close();
        assertThat(log.next(SOON)).isEmpty();
        assertThat(log.hasEnded()).isTrue();
    }

    @Test
    void tellsEvents() throws InterruptedException {
        Filters filters = Filters.none().and("type", "service", "secret");
        try (EventStream events = engine().events().open(filters, Optional.empty())) {
            create("config", named("c", "unseen"));
            create("secret", named("s", "seen"));
            String id = createService(idle("web"));
            assertThat(next(events)).isEqualTo("secret create " + run() + "-s");
            assertThat(next(events)).isEqualTo("service create " + run() + "-web");
            engine().services().remove(id);
            assertThat(next(events)).isEqualTo("service remove " + run() + "-web");
            assertThat(events.next(Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void repeatsEventsOfThePast() throws InterruptedException {
        Instant start = Instant.now().minusMillis(1);
        createService(idle("web"));
        try (EventStream events = engine().events().open(Filters.none().and("type", "service"), Optional.of(start))) {
            assertThat(next(events)).isEqualTo("service create " + run() + "-web");
        }
    }

    private String next(EventStream events) throws InterruptedException {
        JsonNode event = events.next(SOON).orElseThrow();
        String name = event.at("/Actor/Attributes/name").asText();
        return name.startsWith(run())
                ? event.path("Type").asText() + " " + event.path("Action").asText() + " " + name
                : next(events);
    }
}
