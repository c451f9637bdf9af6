package io.jenkins.plugins.flaskbbswarm.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A report as lines of JSON, written while the release runs: the head, then one event a line, then the end. Whoever
 * dies in the middle leaves a journal that can be read.
 */
public final class Journal {
    /** Where builds keep theirs, below their own folders: {@code 1.jsonl} and so on. */
    public static final String FOLDER = "flaskbb-swarm";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Journal() {}

    /** The first line, without its end. */
    public static String begin(ReleaseReport.Head head) {
        return object(head.started())
                .put("stack", head.stack())
                .put("by", head.by())
                .toString();
    }

    /** The line of an event. */
    public static String event(Instant at, Event event) {
        ObjectNode line = object(at);
        line.setAll(EventJson.write(event));
        return line.toString();
    }

    /** The last line. */
    public static String end(ReleaseReport.End end) {
        ObjectNode line = object(end.at())
                .put("outcome", end.outcome().name())
                .put("release", end.release())
                .put("message", end.message())
                .put("restored", end.restored());
        end.address().ifPresent(address -> line.put("address", address));
        return line.toString();
    }

    /** All lines of a report. */
    public static List<String> write(ReleaseReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(begin(report.head()));
        report.events().forEach(timed -> lines.add(event(timed.at(), timed.event())));
        report.end().ifPresent(end -> lines.add(end(end)));
        return lines;
    }

    /**
     * A report from its lines. One that was cut off in the middle, as by a crash, is left out.
     *
     * @throws IllegalArgumentException if there is no head
     */
    public static ReleaseReport read(Stream<String> lines) {
        Optional<ReleaseReport.Head> head = Optional.empty();
        Optional<ReleaseReport.End> end = Optional.empty();
        List<ReleaseReport.Timed> events = new ArrayList<>();
        for (JsonNode line : (Iterable<JsonNode>) lines.flatMap(Journal::parsed)::iterator) {
            if (line.has("stack") && head.isEmpty()) {
                head = Optional.of(head(line));
            } else if (line.has("outcome")) {
                end = Optional.of(end(line));
            } else {
                EventJson.read(line)
                        .map(event -> new ReleaseReport.Timed(at(line), event))
                        .ifPresent(events::add);
            }
        }
        return new ReleaseReport(
                head.orElseThrow(() -> new IllegalArgumentException("this is not a journal of a release")),
                events,
                end);
    }

    private static Stream<JsonNode> parsed(String line) {
        try {
            return Stream.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Stream.empty();
        }
    }

    private static ReleaseReport.Head head(JsonNode line) {
        return new ReleaseReport.Head(
                line.path("stack").asText(), line.path("by").asText(), at(line));
    }

    private static ReleaseReport.End end(JsonNode line) {
        return new ReleaseReport.End(
                at(line),
                ReleaseReport.Outcome.valueOf(line.path("outcome").asText()),
                line.path("release").asInt(),
                line.path("message").asText(),
                Optional.ofNullable(line.get("address")).map(JsonNode::asText),
                line.path("restored").asBoolean());
    }

    private static Instant at(JsonNode line) {
        return Instant.parse(line.path("at").asText());
    }

    private static ObjectNode object(Instant at) {
        return JsonNodeFactory.instance.objectNode().put("at", at.toString());
    }
}
