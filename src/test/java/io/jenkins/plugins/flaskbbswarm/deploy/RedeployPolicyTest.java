package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Windows of time for scheduled redeploys. */
class RedeployPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "01:00-05:00, 01:00, true",
        "01:00-05:00, 04:59, true",
        "01:00-05:00, 05:00, false",
        "22:00-04:00, 23:30, true",
        "22:00-04:00, 03:59, true",
        "22:00-04:00, 12:00, false"
    })
    void aWindowMaySpanMidnight(String window, LocalTime time, boolean inside) {
        assertThat(RedeployPolicy.Window.parse(window).contains(time)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"1-5", "'01:00'", "25:00-03:00", "01:00-05:00-06:00"})
    void aWindowThatIsNone(String text) {
        assertThatThrownBy(() -> RedeployPolicy.Window.parse(text))
                .hasMessage("'" + text + "' is not a valid time window; write 01:00-05:00");
    }
}
