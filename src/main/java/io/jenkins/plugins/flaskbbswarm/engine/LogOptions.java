package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What to read of a log.
 *
 * @param follow whether to wait for more at its end; a service's log then ends only when it is closed or the service
 *     removed
 * @param timestamps whether lines carry their time
 * @param details whether lines of services say which task and node wrote them
 * @param tail only so many lines from the end (of each task)
 * @param since only lines written from then on
 */
public record LogOptions(
        boolean follow, boolean timestamps, boolean details, OptionalInt tail, Optional<Instant> since) {
    /** All that was written so far. */
    public static LogOptions all() {
        return new LogOptions(false, false, false, OptionalInt.empty(), Optional.empty());
    }

    /** The last {@code lines} lines of what was written so far. */
    public static LogOptions tail(int lines) {
        return new LogOptions(false, false, false, OptionalInt.of(lines), Optional.empty());
    }

    /** And then what is being written. */
    public LogOptions following() {
        return new LogOptions(true, timestamps, details, tail, since);
    }

    public LogOptions withTimestamps() {
        return new LogOptions(follow, true, details, tail, since);
    }

    public LogOptions withDetails() {
        return new LogOptions(follow, timestamps, true, tail, since);
    }

    public LogOptions since(Instant start) {
        return new LogOptions(follow, timestamps, details, tail, Optional.of(start));
    }

    Map<String, List<String>> query() {
        Map<String, List<String>> query = new TreeMap<>();
        query.put("stdout", List.of("true"));
        query.put("stderr", List.of("true"));
        query.put("follow", List.of(String.valueOf(follow)));
        query.put("timestamps", List.of(String.valueOf(timestamps)));
        query.put("details", List.of(String.valueOf(details)));
        tail.ifPresent(lines -> query.put("tail", List.of(String.valueOf(lines))));
        since.ifPresent(start -> query.put("since", List.of(UnixTime.unix(start))));
        return query;
    }
}
