package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine.TypeConversionException;

import java.time.Duration;

/** How long, as people write it on a command line. */
record Seconds(Duration duration) {
    private static final long YEAR = Duration.ofDays(365).toSeconds();

    static Seconds parse(String text) {
        if (!text.matches("\\d{1,8}") || Long.parseLong(text) > YEAR) {
            throw new TypeConversionException(
                    "'" + text + "' is not a valid number of seconds; write a whole number from 0 to " + YEAR);
        }
        return new Seconds(Duration.ofSeconds(Long.parseLong(text)));
    }
}
