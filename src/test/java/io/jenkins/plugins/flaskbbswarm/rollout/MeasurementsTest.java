package io.jenkins.plugins.flaskbbswarm.rollout;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows from what was measured in a step of twenty probes. */
class MeasurementsTest {
    @ParameterizedTest(name = "{0}: {1} good, {2} slow, {3} bad, {4} tasks failed, {5} → {6}")
    @CsvSource(delimiter = '|', textBlock = """
            all is well, not over          |  5 |  0 |  0 | 0 | false | GO_ON   |
            all is well                    | 20 |  0 |  0 | 0 | true  | PASSED  |
            as many errors as may be       | 19 |  0 |  1 | 0 | true  | PASSED  |
            one error more                 | 18 |  0 |  2 | 0 | true  | FAILED  | 2 of 20 probes failed (at most 5 %); the last one answered 500, not 200
            one more, long before the end  |  1 |  0 |  2 | 0 | false | FAILED  | 2 of 3 probes failed (at most 5 %); the last one answered 500, not 200
            one error early may be the only|  0 |  0 |  1 | 0 | false | GO_ON   |
            one slow answer of twenty      | 19 |  1 |  0 | 0 | true  | PASSED  |
            two slow ones                  | 18 |  2 |  0 | 0 | true  | FAILED  | 2 of 20 answers took longer than 100 ms (at most 5 %)
            one slow one of ten            |  9 |  1 |  0 | 0 | true  | FAILED  | 1 of 10 answers took longer than 100 ms (at most 5 %)
            as many failed tasks as may be | 20 |  0 |  0 | 1 | true  | PASSED  |
            one more                       | 20 |  0 |  0 | 2 | false | FAILED  | 2 tasks failed or became unhealthy (at most 1)
            too few                        |  4 |  0 |  0 | 0 | true  | TOO_FEW | it was probed 4 times, which is too few to judge (at least 5)
            none                           |  0 |  0 |  0 | 0 | true  | TOO_FEW | it was probed 0 times, which is too few to judge (at least 5)
            few, and bad                   |  1 |  0 |  1 | 0 | true  | FAILED  | 1 of 2 probes failed (at most 5 %); the last one answered 500, not 200
            """)
    void comesToAVerdict(
            String what, int good, int slow, int bad, int tasks, boolean isOver, String verdict, String reason) {
        Analysis rules = new Analysis(
                Duration.ofMillis(500), 0.05, Optional.of(Duration.ofMillis(100)), 1, 5, Analysis.TooFew.WAIT);
        Measurements seen = new Measurements(rules, Duration.ofSeconds(10), true);
        for (int i = 0; i < good; i++) {
            seen.probed("", Duration.ofMillis(10));
        }
        for (int i = 0; i < slow; i++) {
            seen.probed("", Duration.ofMillis(101));
        }
        for (int i = 0; i < bad; i++) {
            seen.probed("answered 500, not 200", Duration.ofMillis(10));
        }
        seen.tasks(tasks);

        assertThat(seen.verdict(isOver)).hasToString(verdict);
        if (reason != null) {
            assertThat(seen.reason()).isEqualTo(reason);
        }
    }

    @ParameterizedTest(name = "{0} % beside {1} is {2}")
    @CsvSource({"25, 3, 1", "25, 4, 1", "25, 1, 1", "50, 4, 4", "50, 1, 1", "10, 20, 2", "90, 1, 9", "1, 5, 1"})
    void aShareIsThatOfAllTasks(int share, int stable, int tasks) {
        assertThat(CanaryStep.share(share, Duration.ZERO).beside(stable)).isEqualTo(tasks);
    }
}
