package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.Canary;
import io.jenkins.plugins.flaskbbswarm.rollout.Measurements.Verdict;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the canaries of a release through their steps, all of them at the same time. */
final class CanaryTrial {
    private static final String UNTOUCHED = ". No task of the service itself was touched";
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(5);
    private static final Duration LOOK_AT_TASKS_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_METRICS_AGAIN = Duration.ofSeconds(5);

    private final Rollout rollout;
    private final StrategySettings settings;
    private final List<Action.UpdateService> updates;
    private final CanaryServices canaries;
    private final MeasuredEvents told = new MeasuredEvents();
    private Instant tasksSeen = Instant.MIN;
    private Instant metricsSeen = Instant.MIN;

    CanaryTrial(Rollout rollout, StrategySettings settings, List<Action.UpdateService> updates) {
        this.rollout = rollout;
        this.settings = settings;
        this.updates = updates;
        this.canaries = rollout.canaries();
    }

    void run() throws ConvergenceException, InterruptedException {
        for (int i = 0; i < settings.steps().size(); i++) {
            CanaryStep step = settings.steps().get(i);
            SortedMap<String, ObjectNode> specs = new TreeMap<>();
            for (Action.UpdateService update : updates) {
                ObjectNode spec = spec(update, step);
                canaries.put(spec);
                specs.put(spec.path("Name").asText(), spec);
            }
            rollout.awaitConvergence(specs);
            watch(step, specs, "step " + (i + 1) + " of " + settings.steps().size());
        }
    }

    private ObjectNode spec(Action.UpdateService update, CanaryStep step) {
        int tasks = step.beside(Canary.tasks(update.before().spec()));
        return Canary.spec(update.service().body(), update.before().spec(), rollout.release(), tasks);
    }

    /** Returns when all canaries have passed the step. */
    private void watch(CanaryStep step, SortedMap<String, ObjectNode> specs, String title)
            throws ConvergenceException, InterruptedException {
        told.spread(step.hold());
        SortedMap<String, Measurements> seen = new TreeMap<>();
        specs.keySet()
                .forEach(name -> seen.put(
                        name,
                        new Measurements(
                                settings.analysis(),
                                step.hold(),
                                settings.probe().isPresent())));
        Instant end = Instant.now().plus(step.hold());
        Instant last = end.plus(step.hold());
        while (true) {
            Instant begin = Instant.now();
            boolean isOver = !begin.isBefore(end);
            measure(specs, seen, isOver);
            if (isPassed(seen, isOver, !begin.isBefore(last))) {
                break;
            }
            sleep(begin, isOver ? last : end);
        }
        for (Action.UpdateService update : updates) {
            check(update);
        }
        for (Map.Entry<String, Measurements> one : seen.entrySet()) {
            int tasks = Canary.tasks(specs.get(one.getKey()));
            rollout.emit(new Event.Note(
                    "canary " + one.getKey(),
                    title + ", " + Count.of(tasks, "task") + ": passed; "
                            + one.getValue().summary()));
        }
    }

    private void check(Action.UpdateService update) throws ConvergenceException, InterruptedException {
        Optional<CanaryCheck> check = settings.analysis().check();
        if (check.isEmpty()) {
            return;
        }
        String canary = Canary.name(update.name());
        try {
            rollout.run(
                    JobSpec.of(
                            rollout.stack(),
                            update.service(),
                            check.get().of(canary),
                            "canary-check",
                            rollout.release()),
                    check.get().timeout());
            measured(new Event.Measured(canary, check.get().toString(), "succeeded", true));
        } catch (JobFailedException e) {
            measured(new Event.Measured(canary, check.get().toString(), e.getMessage(), false));
            throw new ConvergenceException(List.of(new ServiceFailure(
                    canary,
                    Optional.empty(),
                    "the canary failed: '" + check.get() + "': " + e.getMessage() + UNTOUCHED)));
        }
    }

    private void measured(Event.Measured event) {
        if (told.isNews(event, Instant.now())) {
            rollout.emit(event);
        }
    }

    private void sleep(Instant begin, Instant end) throws InterruptedException {
        Instant next = begin.plus(settings.analysis().every());
        Duration left = Duration.between(Instant.now(), next.isBefore(end) ? next : end);
        Thread.sleep(Math.max(10, left.toMillis()));
    }

    /** @param isOver whether the step has taken its time: then all is looked at, to judge by what is now */
    private void measure(SortedMap<String, ObjectNode> specs, SortedMap<String, Measurements> seen, boolean isOver)
            throws InterruptedException {
        boolean isTimeForTasks = isOver || tasksSeen.plus(LOOK_AT_TASKS_AGAIN).isBefore(Instant.now());
        for (Map.Entry<String, ObjectNode> canary : specs.entrySet()) {
            if (settings.probe().isPresent()) {
                probe(settings.probe().get(), canary.getKey(), canary.getValue(), seen.get(canary.getKey()));
            }
            if (isTimeForTasks) {
                List<Task> failed = canaries.failed(canary.getKey());
                seen.get(canary.getKey()).tasks(failed.size());
                measured(new Event.Measured(
                        canary.getKey(),
                        "failed tasks",
                        Integer.toString(failed.size()),
                        failed.size() <= settings.analysis().restarts()));
            }
        }
        if (isOver || metricsSeen.plus(LOOK_AT_METRICS_AGAIN).isBefore(Instant.now())) {
            for (Map.Entry<String, Measurements> one : seen.entrySet()) {
                askForMetrics(one.getKey(), one.getValue());
            }
            metricsSeen = Instant.now();
        }
        tasksSeen = isTimeForTasks ? Instant.now() : tasksSeen;
    }

    private void askForMetrics(String canary, Measurements seen) throws InterruptedException {
        String service = updates.stream()
                .map(Action.UpdateService::name)
                .filter(name -> Canary.name(name).equals(canary))
                .findFirst()
                .orElseThrow();
        for (Metric general : settings.analysis().metrics()) {
            Metric metric = general.of(canary, service);
            OptionalDouble value = OptionalDouble.empty();
            String none = "Prometheus has no data for " + metric.text();
            try {
                value = new Prometheus(settings.analysis().prometheus().orElseThrow()).ask(metric);
            } catch (IOException e) {
                none = "Prometheus could not be asked for " + metric.text() + ": " + e.getMessage();
            }
            seen.metric(metric, value, none);
            measured(new Event.Measured(
                    canary,
                    metric.text(),
                    value.isPresent() ? Measurements.number(value.getAsDouble()) : none,
                    value.isPresent() && value.getAsDouble() <= metric.atMost()));
        }
    }

    /** Behind Traefik the canary alone is asked; an answer that it did not give, since Traefik is late, does not count. */
    private void probe(Probe probe, String canary, ObjectNode spec, Measurements seen) throws InterruptedException {
        Optional<String> header = Canary.header(spec);
        Map<String, String> headers = header.map(name -> Map.of(name, canary)).orElse(Map.of());
        Instant start = Instant.now();
        String wrong;
        try {
            ProbeRequest.Answer answer = new ProbeRequest(probe, LONGEST_PROBE, headers).send();
            if (header.isPresent() && !canary.equals(answer.headers().get(header.get()))) {
                seen.answeredByOthers();
                return;
            }
            wrong = Prober.wrong(probe, answer);
        } catch (IOException e) {
            wrong = "no answer: " + e.getMessage();
        }
        Duration took = Duration.between(start, Instant.now());
        seen.probed(wrong, took);
        measured(new Event.Measured(
                canary, "probe", wrong.isEmpty() ? took.toMillis() + " ms" : wrong, wrong.isEmpty()));
    }

    /**
     * Whether all have passed.
     *
     * @param isOver whether the step has taken its time
     * @param isLast whether it is not prolonged any more
     */
    private boolean isPassed(SortedMap<String, Measurements> seen, boolean isOver, boolean isLast)
            throws ConvergenceException, InterruptedException {
        List<ServiceFailure> failures = new ArrayList<>();
        boolean isPassed = isOver;
        for (Map.Entry<String, Measurements> one : seen.entrySet()) {
            Verdict verdict = one.getValue().verdict(isOver);
            if (verdict == Verdict.TOO_FEW) {
                verdict = switch (settings.analysis().tooFew()) {
                    case PASS -> Verdict.PASSED;
                    case FAIL -> Verdict.FAILED;
                    case WAIT -> isLast ? Verdict.FAILED : Verdict.GO_ON;
                };
            }
            if (verdict == Verdict.FAILED) {
                failures.add(failure(one.getKey(), one.getValue()));
            }
            isPassed &= verdict == Verdict.PASSED;
        }
        if (!failures.isEmpty()) {
            throw new ConvergenceException(failures);
        }
        return isPassed;
    }

    private ServiceFailure failure(String canary, Measurements seen) throws InterruptedException {
        String reason = "the canary failed: " + seen.reason() + UNTOUCHED;
        Optional<String> task = Task.newest(canaries.failed(canary).stream()).map(Task::id);
        return new ServiceFailure(canary, task, reason);
    }
}
