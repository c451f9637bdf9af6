package io.jenkins.plugins.flaskbbswarm.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the engine puts before each line on demand: {@code time details text}. */
final class LogPrefix {
    private final boolean timestamps;
    private final boolean details;

    LogPrefix(LogOptions options) {
        this.timestamps = options.timestamps();
        this.details = options.details();
    }

    LogLine parse(LogLine.Source source, String line) {
        String text = line;
        Optional<Instant> time = timestamps ? time(word(text)) : Optional.empty();
        if (time.isPresent()) {
            text = afterWord(text);
        }
        Map<String, String> attributes = details ? attributes(word(text)) : Map.of();
        if (!attributes.isEmpty()) {
            text = afterWord(text);
        }
        return new LogLine(source, time, attributes, text);
    }

    private static Optional<Instant> time(String word) {
        try {
            return Optional.of(Instant.parse(word));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code name=value,name=value}, each one encoded as in a URL. */
    private static Map<String, String> attributes(String word) {
        Map<String, String> all = new TreeMap<>();
        for (String pair : word.split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String word(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static String afterWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1);
    }
}
