package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnostician;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Hostnames;
import io.jenkins.plugins.flaskbbswarm.diagnosis.LogDriver;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.LogOptions;
import io.jenkins.plugins.flaskbbswarm.engine.LogStream;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs one-shot jobs to their end, with their output line by line, and leaves nothing running behind. */
final class JobRunner {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LOG_LAG = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_TRIES = 5;

    private final Engine engine;
    private final SwarmWriter writer;
    private final EventSink events;
    private final Hostnames hostnames;

    JobRunner(Engine engine, SwarmWriter writer, EventSink events) {
        this.engine = engine;
        this.writer = writer;
        this.events = events;
        this.hostnames = new Hostnames(engine);
    }

    /**
     * Runs a job and removes its service, however it ends.
     *
     * @return the last lines that it printed, and where
     * @throws JobFailedException if it failed or did not end within {@code timeout}
     */
    JobResult run(JobSpec job, Duration timeout) throws JobFailedException, InterruptedException {
        String id = writer.create(job.name(), job.body());
        try {
            return watch(job, id, Instant.now().plus(timeout), timeout);
        } finally {
            stopAndRemove(id);
        }
    }

    private JobResult watch(JobSpec job, String id, Instant deadline, Duration timeout)
            throws JobFailedException, InterruptedException {
        JobLog log = new JobLog(job.name(), events);
        LogDriver.of(job.body().path("TaskTemplate"))
                .whyUnreadable()
                .ifPresent(why -> events.emit(new Event.Warning(
                        "job " + job.name(),
                        "nothing of what it prints can be shown: " + why,
                        "a job has the logging of the service that it runs as")));
        String last = "";
        try (LogStream lines = engine.services().logs(id, LogOptions.all().following())) {
            while (true) {
                log.follow(lines, LOOK_AGAIN);
                Optional<Task> task = task(id);
                String state = task.map(Task::state).orElse("new")
                        + task.flatMap(Task::error).orElse("");
                if (!state.equals(last)) {
                    last = state;
                    if (task.isPresent()) {
                        report(job, task.get());
                    }
                }
                if (task.filter(Task::isOver).isPresent()) {
                    readToTheEnd(id, log);
                    return end(job, task.get(), log.lastLines());
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new JobFailedException(
                            "The job " + job.name() + " did not end within " + timeout.toSeconds() + " s (its task is "
                                    + last + ")",
                            log.lastLines());
                }
            }
        }
    }

    private void report(JobSpec job, Task task) throws InterruptedException {
        events.emit(new Event.TaskChanged(
                job.name(),
                job.name(),
                hostnames.of(task.nodeId()),
                task.state(),
                task.error().orElse("")));
    }

    private JobResult end(JobSpec job, Task task, List<String> log) throws JobFailedException, InterruptedException {
        if (task.isComplete()) {
            return new JobResult(log, task.nodeId());
        }
        String cause = task.error().orElse(task.state());
        String code = task.exitCode().map(c -> " (exit code " + c + ")").orElse("");
        String meaning = new Diagnostician(engine, writer.auth())
                .cause(task, !log.isEmpty())
                .map(text -> "; the probable cause: " + text)
                .orElse("");
        throw new JobFailedException("The job " + job.name() + " failed: " + cause + code + meaning, log);
    }

    /** What a task printed last may not have come when the news of its end does: its log is read once more, whole. */
    private void readToTheEnd(String id, JobLog log) throws InterruptedException {
        try (LogStream whole = engine.services().logs(id, LogOptions.all())) {
            log.catchUp(whole, Instant.now().plus(LOG_LAG), LOOK_AGAIN);
        } catch (EngineException e) {
            // How it ended is known all the same, and so is what it printed before.
        }
    }

    private Optional<Task> task(String serviceId) throws InterruptedException {
        return engine.tasks().list(Filters.none().and("service", serviceId)).stream()
                .map(Task::new)
                .findFirst();
    }

    /**
     * Ends a job's service. Removing alone would leave its task running, so a job that is not over is first told that
     * nothing is to be completed any more.
     */
    void stopAndRemove(String id) throws InterruptedException {
        stop(id);
        engine.services().remove(id);
    }

    private boolean isRunning(String id) throws InterruptedException {
        try {
            return engine.tasks().list(Filters.none().and("service", id)).stream()
                    .map(Task::new)
                    .anyMatch(task -> !task.isOver());
        } catch (EngineException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    /** Ends all tasks of a job, whatever kind of job it is. */
    void stop(String id) throws InterruptedException {
        if (!isRunning(id)) {
            return;
        }
        Instant deadline = Instant.now().plus(STOP_PATIENCE);
        scaleToZero(id);
        while (isRunning(id) && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /** The engine writes to a job's service too, and a write without an answer may have been carried out. */
    private void scaleToZero(String id) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Optional<JsonNode> service = engine.services().inspect(id);
            if (service.isEmpty()) {
                return;
            }
            ObjectNode spec = Jobs.withoutRun((ObjectNode) service.get().path("Spec"));
            if (spec.equals(service.get().path("Spec"))) {
                return;
            }
            try {
                engine.services().update(id, service.get().at("/Version/Index").asLong(), spec, Optional.empty());
                return;
            } catch (EngineException e) {
                if (!e.isOutOfSequence() && !e.isAmbiguous() || attempt == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }
}
