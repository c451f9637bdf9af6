package io.jenkins.plugins.flaskbbswarm.deploy;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * When and for what a scheduled redeploy may act.
 *
 * @param window the time of day, if not any
 * @param jitter the longest random wait before it begins, so that a hundred jobs of one hour do not all build at once
 * @param onlyBaseImages whether nothing but newer base images is a reason to act
 */
public record RedeployPolicy(Optional<Window> window, Duration jitter, boolean onlyBaseImages) {
    /** At any time, at once, for any reason. */
    public static final RedeployPolicy ANY = new RedeployPolicy(Optional.empty(), Duration.ZERO, false);

    /** A time of day; one that ends before it begins spans midnight. */
    public record Window(LocalTime from, LocalTime to) {
        /**
         * Reads {@code 01:00-05:00}.
         *
         * @throws InvalidRequestException if it is something else
         */
        public static Window parse(String text) {
            String[] parts = text.split("-", -1);
            try {
                if (parts.length == 2) {
                    return new Window(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
                }
            } catch (DateTimeParseException e) {
                // told below
            }
            throw new InvalidRequestException(List.of("'" + text + "' is not a valid time window; write 01:00-05:00"));
        }

        /** Whether a time of day is in it; the end is not. */
        public boolean contains(LocalTime time) {
            boolean afterFrom = !time.isBefore(from);
            boolean beforeTo = time.isBefore(to);
            return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }
}
