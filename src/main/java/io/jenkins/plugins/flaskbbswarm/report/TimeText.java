package io.jenkins.plugins.flaskbbswarm.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people: {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2026-01-31 09:30:00 UTC}. */
final class TimeText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TimeText() {}

    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10 && duration.toMillis() % 1000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        String rest = seconds % 60 + " s";
        return seconds < 60 ? rest : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + rest);
    }

    static String of(Instant instant) {
        return SECONDS.format(instant);
    }
}
