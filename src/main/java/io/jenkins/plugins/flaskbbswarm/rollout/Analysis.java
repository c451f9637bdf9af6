package io.jenkins.plugins.flaskbbswarm.rollout;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * By what a canary is judged; all of it must hold.
 *
 * @param every how long from one measurement to the next
 * @param errors what share of the probes of a step may fail, from 0 to 1
 * @param slow what 95 of 100 answers must not take longer than, if that matters
 * @param restarts how many of its tasks may fail or become unhealthy, in all steps together
 * @param samples how many probes a step needs to be judged
 * @param tooFew what is made of a step with fewer, or of which Prometheus knows nothing
 * @param prometheus the address of the Prometheus that knows the metrics
 * @param metrics what must hold besides
 * @param check a command that must succeed at the end of each step
 */
public record Analysis(
        Duration every,
        double errors,
        Optional<Duration> slow,
        int restarts,
        int samples,
        TooFew tooFew,
        Optional<URI> prometheus,
        List<Metric> metrics,
        Optional<CanaryCheck> check) {
    public Analysis {
        metrics = List.copyOf(metrics);
    }

    /** One without metrics. */
    public Analysis(Duration every, double errors, Optional<Duration> slow, int restarts, int samples, TooFew tooFew) {
        this(every, errors, slow, restarts, samples, tooFew, Optional.empty(), List.of(), Optional.empty());
    }

    /** Each second one probe, none of which may fail, nor a task; fewer than 5 a step are waited for. */
    public static final Analysis DEFAULT = new Analysis(Duration.ofSeconds(1), 0, Optional.empty(), 0, 5, TooFew.WAIT);

    /** What is made of a step that was measured too seldom to be judged. */
    public enum TooFew {
        /** The step is prolonged, at most by its own length, and then has failed. */
        WAIT,
        PASS,
        FAIL
    }
}
