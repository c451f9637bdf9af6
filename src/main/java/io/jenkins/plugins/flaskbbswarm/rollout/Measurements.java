package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What was measured in one step, and what follows from it. No I/O. */
final class Measurements {
    private static final double PERCENTILE = 0.95;
    /** A metric that is too high so often in a row will not recover; at the end of a step, once is enough. */
    private static final int IN_A_ROW = 3;

    private final Analysis rules;
    private final int expected;
    private final boolean isProbed;
    private final List<Duration> answers = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int failedTasks;
    private int ofOthers;
    private final Map<Metric, Seen> metrics = new LinkedHashMap<>();

    /**
     * Of one step.
     *
     * @param hold how long it lasts
     * @param isProbed whether there is a probe at all; else its tasks alone are looked at
     */
    Measurements(Analysis rules, Duration hold, boolean isProbed) {
        this.rules = rules;
        this.isProbed = isProbed;
        this.expected =
                (int) Math.max(1, hold.toMillis() / Math.max(1, rules.every().toMillis()));
    }

    /** What a step comes to. */
    enum Verdict {
        GO_ON,
        PASSED,
        TOO_FEW,
        FAILED
    }

    /** @param error what was wrong with the answer; empty if nothing was */
    void probed(String error, Duration took) {
        if (error.isEmpty()) {
            answers.add(took);
        } else {
            errors.add(error);
        }
    }

    /** An answer came that was not the canary's. */
    void answeredByOthers() {
        ofOthers++;
    }

    /** @param failed how many tasks of the canary have failed since it was made */
    void tasks(int failed) {
        failedTasks = failed;
    }

    /** What a metric was the last time: its value or why there is none, and how often in a row it was too high. */
    private record Seen(String value, boolean isKnown, int tooHigh) {}

    /** @param why there is no value; only then */
    void metric(Metric metric, OptionalDouble value, String why) {
        Seen before = metrics.getOrDefault(metric, new Seen("", false, 0));
        boolean isTooHigh = value.isPresent() && value.getAsDouble() > metric.atMost();
        metrics.put(
                metric,
                value.isEmpty()
                        ? new Seen(why, false, before.tooHigh())
                        : new Seen(number(value.getAsDouble()), true, isTooHigh ? before.tooHigh() + 1 : 0));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private boolean isTooHigh(Seen seen, boolean isOver) {
        return seen.tooHigh() >= (isOver ? 1 : IN_A_ROW);
    }

    private boolean isTooFew() {
        return isProbed && probes() < rules.samples()
                || metrics.values().stream().anyMatch(seen -> !seen.isKnown());
    }

    private int probes() {
        return answers.size() + errors.size();
    }

    private int slow() {
        return rules.slow()
                .map(limit -> (int) answers.stream()
                        .filter(took -> took.compareTo(limit) > 0)
                        .count())
                .orElse(0);
    }

    /** Failed as soon as the step can no longer pass, however its rest goes. */
    Verdict verdict(boolean isOver) {
        int all = Math.max(probes(), isOver ? 0 : expected);
        if (failedTasks > rules.restarts()
                || tooMany(errors.size(), rules.errors(), all)
                || isTooSlow(all)
                || metrics.values().stream().anyMatch(seen -> isTooHigh(seen, isOver))) {
            return Verdict.FAILED;
        }
        if (!isOver) {
            return Verdict.GO_ON;
        }
        return isTooFew() ? Verdict.TOO_FEW : Verdict.PASSED;
    }

    private boolean isTooSlow(int all) {
        return rules.slow().isPresent() && tooMany(slow(), 1 - PERCENTILE, all);
    }

    /** A little more than the share, since 0.05 × 20 may come to less than 1. */
    private static boolean tooMany(int number, double share, int all) {
        return number > Math.floor(share * all + 1e-6);
    }

    /** What was seen, in a line. */
    String summary() {
        List<String> parts = new ArrayList<>();
        if (isProbed) {
            parts.add(Count.of(probes(), "probe") + ", " + errors.size() + " failed");
            if (!answers.isEmpty()) {
                parts.add("95 % answered within " + percentile().toMillis() + " ms");
            }
        }
        parts.add(Count.of(failedTasks, "failed task"));
        metrics.forEach((metric, seen) -> parts.add(metric.text() + " was " + seen.value()));
        return String.join(", ", parts);
    }

    /** Why it failed. */
    String reason() {
        List<String> reasons = new ArrayList<>();
        int all = Math.max(probes(), 1);
        if (failedTasks > rules.restarts()) {
            reasons.add(
                    Count.of(failedTasks, "task") + " failed or became unhealthy (at most " + rules.restarts() + ")");
        }
        if (tooMany(errors.size(), rules.errors(), all)) {
            reasons.add(errors.size() + " of " + Count.of(probes(), "probe") + " failed (at most "
                    + percent(rules.errors()) + "); the last one " + errors.get(errors.size() - 1));
        }
        if (isTooSlow(all)) {
            reasons.add(slow() + " of " + Count.of(answers.size(), "answer") + " took longer than "
                    + rules.slow().orElseThrow().toMillis() + " ms (at most " + percent(1 - PERCENTILE) + ")");
        }
        metrics.forEach((metric, seen) -> {
            if (isTooHigh(seen, true)) {
                reasons.add(metric.text() + " was " + seen.value() + " (at most " + number(metric.atMost()) + ")");
            }
        });
        if (reasons.isEmpty()) {
            metrics.values().stream()
                    .filter(seen -> !seen.isKnown())
                    .map(Seen::value)
                    .forEach(reasons::add);
        }
        if (reasons.isEmpty() && isProbed && probes() < rules.samples()) {
            reasons.add("it was probed " + probes() + " times, which is too few to judge (at least " + rules.samples()
                    + ")"
                    + (ofOthers == 0
                            ? ""
                            : "; " + Count.of(ofOthers, "more answer")
                                    + " came from tasks of the service, since Traefik"
                                    + " did not know the canary: the step must be longer than Traefik takes to look at"
                                    + " the swarm, and Traefik must be of version 3"));
        }
        return String.join("; ", reasons);
    }

    /** The limits of an analysis, for a plan. */
    static String limits(Analysis rules, boolean isProbed) {
        String tasks = rules.restarts() == 0
                ? "no task may fail"
                : "at most " + Count.of(rules.restarts(), "task") + " may fail";
        String metrics = rules.metrics().stream()
                        .map(metric -> "; " + metric.text() + " at most " + number(metric.atMost()))
                        .collect(Collectors.joining())
                + rules.check().map(check -> "; '" + check + "' must succeed").orElse("");
        if (!isProbed) {
            return tasks + metrics;
        }
        return "a probe every " + rules.every().toMillis() + " ms, of which at most " + percent(rules.errors())
                + " may fail"
                + rules.slow()
                        .map(limit -> ", and 95 % answer within " + limit.toMillis() + " ms")
                        .orElse("")
                + "; " + tasks + metrics;
    }

    private static String percent(double share) {
        double percent = Math.round(share * 1000) / 10.0;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + " %";
    }

    private Duration percentile() {
        List<Duration> sorted = answers.stream().sorted().toList();
        return sorted.get((int) Math.ceil(PERCENTILE * sorted.size()) - 1);
    }
}
