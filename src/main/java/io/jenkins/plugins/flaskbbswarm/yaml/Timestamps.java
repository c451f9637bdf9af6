package io.jenkins.plugins.flaskbbswarm.yaml;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in YAML, in the four spellings that go yaml.v3 knows. */
final class Timestamps {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
            + "(?:(?:[Tt](?<zoned>TIME)(?<zone>Z|[-+][0-9]{2}:[0-9]{2}))|(?: (?<local>TIME)))?"
                    .replace("TIME", "[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?"));

    private Timestamps() {}

    static Optional<ScalarValue.Timestamp> parse(String text) {
        Matcher match = DATE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ScalarValue.Timestamp(dateTime(match)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime dateTime(Matcher match) {
        String zoned = match.group("zoned");
        String time = zoned != null ? zoned : match.group("local");
        String[] parts = (time == null ? "0:0:0" : time).split("[:.,]");
        ZoneOffset zone = zoned == null ? ZoneOffset.UTC : ZoneOffset.of(match.group("zone"));
        return OffsetDateTime.of(
                number(match.group(1)),
                number(match.group(2)),
                number(match.group(3)),
                number(parts[0]),
                number(parts[1]),
                number(parts[2]),
                parts.length < 4 ? 0 : nanoseconds(parts[3]),
                zone);
    }

    private static int nanoseconds(String fraction) {
        return number((fraction + "000000000").substring(0, 9));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
