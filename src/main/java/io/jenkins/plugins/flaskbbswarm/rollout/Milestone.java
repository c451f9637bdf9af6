package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How far a service must be before those that depend on it may follow. Pure. */
record Milestone(Set<Dependency.Condition> conditions) {
    /** Of a service of which nothing was seen. */
    static final Tasks NOTHING = new Tasks(0, 0);

    /**
     * The tasks of a service's present spec.
     *
     * @param started those that were started, ended ones that did their work included
     * @param ended those that did their work
     */
    record Tasks(int started, int ended) {
        static Tasks of(JsonNode service, List<Task> tasks, Predicate<Task> current) {
            List<Task> own = tasks.stream().filter(current).toList();
            int ended = (int) own.stream()
                    .filter(task -> ServiceProgress.hasDoneItsWork(service, task))
                    .count();
            int live = (int) own.stream()
                    .filter(Task::isWanted)
                    .filter(task -> task.isRunning() || task.state().equals("starting"))
                    .count();
            return new Tasks(live + ended, ended);
        }
    }

    Milestone {
        conditions = Set.copyOf(conditions);
    }

    /** Whether a task without a health check must have run for a while. */
    boolean needsProof() {
        return conditions.contains(Dependency.Condition.CONVERGED) || conditions.contains(Dependency.Condition.HEALTHY);
    }

    boolean isReached(ServiceProgress seen, Tasks tasks) {
        return conditions.stream().allMatch(condition -> switch (condition) {
            case STARTED -> tasks.started >= seen.wanted();
            case COMPLETED -> tasks.ended >= seen.wanted();
            case CONVERGED, HEALTHY -> seen.converged();
        });
    }
}
