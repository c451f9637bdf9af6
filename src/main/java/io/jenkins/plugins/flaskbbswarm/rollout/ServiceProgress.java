package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.plan.Jobs;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlacementFilter;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far a service is, judged by its tasks alone: what the engine says of an update ("completed") is not enough, since
 * it says so too when too few tasks run. Pure.
 *
 * @param name of the service
 * @param ready tasks of the wanted spec that run, healthy, or that ended well where a service runs once
 * @param wanted how many there should be
 * @param converged whether it is as wanted
 * @param trouble why it will not become so
 */
record ServiceProgress(String name, int ready, int wanted, boolean converged, Optional<ServiceFailure> trouble) {
    private static final String ENDED = "a task exited with 0, as a server does that was stopped for failing its health"
            + " checks, and its restart policy starts no other in its place";

    /**
     * Judges a service.
     *
     * @param service as the engine lists it, with its status
     * @param tasks all of it
     * @param current whether a task is of the service's present spec
     * @param isNew whether a task was made since we began
     * @param failures how many failed new tasks are too many
     */
    static ServiceProgress of(
            JsonNode service,
            List<Task> tasks,
            List<Node> nodes,
            Predicate<Task> current,
            Predicate<Task> isNew,
            int failures) {
        String name = service.at("/Spec/Name").asText();
        JsonNode spec = service.path("Spec");
        int wanted = wanted(spec, nodes);
        List<Task> live = tasks.stream().filter(Task::isWanted).toList();
        int ready = (int) tasks.stream()
                .filter(current)
                .filter(task -> task.isWanted() && task.isRunning() || hasDoneItsWork(service, task))
                .count();
        boolean stale = live.stream().anyMatch(task -> !current.test(task));
        boolean updating = "updating".equals(service.at("/UpdateStatus/State").asText());
        List<Task> later = tasks.stream().filter(isNew).toList();
        Optional<ServiceFailure> trouble = stopped(service, later)
                .or(() -> trouble(service, name, later.stream().filter(current).toList(), nodes, wanted, failures))
                .or(() -> ready < wanted ? failedForGood(service, tasks, nodes, current) : Optional.empty());
        return new ServiceProgress(
                name, ready, wanted, ready == wanted && !stale && !updating && trouble.isEmpty(), trouble);
    }

    /** The same, but for trouble that its tasks do not tell of. */
    ServiceProgress with(ServiceFailure found) {
        return new ServiceProgress(name, ready, wanted, false, Optional.of(found));
    }

    /** A task that runs once is ready when it is over; one of an earlier run of a job says nothing about this run. */
    static boolean hasDoneItsWork(JsonNode service, Task task) {
        boolean once = Jobs.isJob(service.path("Spec")) || runsOnce(service.path("Spec"));
        return once && task.isComplete() && isOfThisRun(service, task);
    }

    /** Any update starts another run of a job. */
    static boolean isOfThisRun(JsonNode service, Task task) {
        long iteration = service.at("/JobStatus/JobIteration/Index").asLong();
        return !Jobs.isJob(service.path("Spec"))
                || task.json().at("/JobIteration/Index").asLong() == iteration;
    }

    private static Optional<ServiceFailure> failedForGood(
            JsonNode service, List<Task> tasks, List<Node> nodes, Predicate<Task> current) {
        return FinalFailure.of(service, tasks, nodes, current)
                .map(task -> new ServiceFailure(
                        service.at("/Spec/Name").asText(), Optional.of(task.id()), FinalFailure.describe(task)));
    }

    /**
     * Who has health checks is there to stay, whatever its policy. The engine ends an unhealthy task as it ends any
     * other, and calls it complete if it exits with 0 then, as servers do: that must not pass for work that is done.
     */
    private static boolean runsOnce(JsonNode spec) {
        return endsForGood(spec) && !hasHealthCheck(spec);
    }

    /** Whether the engine starts no other task in place of one that exited with 0. */
    private static boolean endsForGood(JsonNode spec) {
        return !"any".equals(spec.at("/TaskTemplate/RestartPolicy/Condition").asText("any"));
    }

    static boolean hasHealthCheck(JsonNode spec) {
        JsonNode test = spec.at("/TaskTemplate/ContainerSpec/Healthcheck/Test");
        return !test.isEmpty() && !"NONE".equals(test.path(0).asText());
    }

    static boolean isGlobal(JsonNode spec) {
        return spec.path("Mode").has("Global") || spec.path("Mode").has("GlobalJob");
    }

    private static int wanted(JsonNode spec, List<Node> nodes) {
        JsonNode mode = spec.path("Mode");
        if (isGlobal(spec)) {
            return new PlacementFilter(spec).candidates(nodes).size();
        }
        if (mode.has("ReplicatedJob")) {
            return mode.at("/ReplicatedJob/TotalCompletions")
                    .asInt(mode.at("/ReplicatedJob/MaxConcurrent").asInt(1));
        }
        return mode.at("/Replicated/Replicas").asInt(1);
    }

    /** An update that stopped before we began has made no task since; it says nothing of ours. */
    private static Optional<ServiceFailure> stopped(JsonNode service, List<Task> later) {
        String update = service.at("/UpdateStatus/State").asText();
        boolean stopped = update.equals("paused") || update.startsWith("rollback");
        if (!stopped || later.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceFailure(
                service.at("/Spec/Name").asText(),
                Task.newest(later.stream().filter(Task::hasFailed)).map(Task::id),
                "the engine stopped the update: "
                        + service.at("/UpdateStatus/Message").asText(update)));
    }

    private static Optional<ServiceFailure> trouble(
            JsonNode service, String name, List<Task> tasks, List<Node> nodes, int wanted, int failures) {
        List<Task> failed = tasks.stream()
                .filter(task -> task.hasFailed() || task.isComplete() && !hasDoneItsWork(service, task))
                .toList();
        if (!failed.isEmpty() && failed.size() >= tolerated(service.path("Spec"), failures)) {
            return Task.newest(failed.stream())
                    .map(last -> new ServiceFailure(name, Optional.of(last.id()), failures(failed.size(), last)));
        }
        Optional<Task> ended = failed.stream().filter(Task::isComplete).findFirst();
        if (ended.isPresent() && endsForGood(service.path("Spec"))) {
            return Optional.of(new ServiceFailure(name, ended.map(Task::id), ENDED));
        }
        if (wanted > 0
                && new PlacementFilter(service.path("Spec")).candidates(nodes).isEmpty()) {
            String reasons = new PlacementFilter(service.path("Spec")).explain(nodes);
            return Optional.of(new ServiceFailure(name, Optional.empty(), "no node can run it (" + reasons + ")"));
        }
        return Optional.empty();
    }

    private static int tolerated(JsonNode spec, int failures) {
        JsonNode policy = spec.at("/TaskTemplate/RestartPolicy");
        if ("none".equals(policy.path("Condition").asText())) {
            return 1;
        }
        int attempts = policy.path("MaxAttempts").asInt();
        return attempts > 0 ? Math.min(failures, attempts + 1) : failures;
    }

    private static String failures(int count, Task last) {
        String what = last.error().orElse(last.isComplete() ? "it exits at once, with 0" : last.state());
        return count == 1 ? "a task failed: " + what : count + " tasks failed, the last one: " + what;
    }
}
