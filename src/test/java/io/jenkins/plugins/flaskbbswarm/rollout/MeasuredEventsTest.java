package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** A step of a day, with a probe each second, does not fill the journal. */
class MeasuredEventsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final MeasuredEvents told = new MeasuredEvents();

    private boolean isNews(int second, boolean met) {
        return told.isNews(
                new Event.Measured("bb_app-canary", "probe", second + " ms", met), BEGIN.plusSeconds(second));
    }

    @Test
    void ofThoseThatAreAlikeSomeAreTold() {
        told.spread(Duration.ofDays(1));
        int number = 0;
        for (int second = 0; second < Duration.ofDays(1).toSeconds(); second++) {
            number += isNews(second, true) ? 1 : 0;
        }
        assertThat(number).isEqualTo(300);
    }

    @Test
    void oneThatIsOtherThanTheLastIsToldAtOnce() {
        told.spread(Duration.ofDays(1));
        assertThat(isNews(0, true)).isTrue();
        assertThat(isNews(1, true)).isFalse();
        assertThat(isNews(2, false)).isTrue();
        assertThat(isNews(3, false)).isFalse();
        assertThat(isNews(4, true)).isTrue();
    }

    @Test
    void inAShortStepAllAreTold() {
        told.spread(Duration.ofMinutes(5));
        for (int second = 0; second < 300; second++) {
            assertThat(isNews(second, true)).isTrue();
        }
    }
}
