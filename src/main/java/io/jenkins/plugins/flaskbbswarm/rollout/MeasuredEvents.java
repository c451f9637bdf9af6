package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which measurements are told: those that are as the last one of their kind only so often that a long step does not fill
 * the journal. All count for the verdict.
 */
final class MeasuredEvents {
    private static final int MOST_IN_A_STEP = 300;

    private final Map<String, Event.Measured> last = new HashMap<>();
    private final Map<String, Instant> at = new HashMap<>();
    private Duration between = Duration.ZERO;

    /** From now on at most 300 that are alike are told in so long a time. */
    void spread(Duration hold) {
        between = hold.dividedBy(MOST_IN_A_STEP);
    }

    /** Whether it is to be told. */
    boolean isNews(Event.Measured event, Instant now) {
        String kind = event.service() + " " + event.condition();
        Event.Measured before = last.put(kind, event);
        boolean isSame = before != null && before.met() == event.met();
        if (isSame && now.isBefore(at.get(kind).plus(between))) {
            return false;
        }
        at.put(kind, now);
        return true;
    }
}
