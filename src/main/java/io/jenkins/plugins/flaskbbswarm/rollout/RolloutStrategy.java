package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;

import java.util.List;
import java.util.SortedMap;

/** In which order the services of a plan are changed, and what must hold before the next one is. */
public interface RolloutStrategy {
    /** All services at once; the engine replaces the tasks of each as its update_config says. */
    RolloutStrategy ALL_AT_ONCE = new AllAtOnceStrategy();

    /** A service waits until those of its depends_on have converged. */
    RolloutStrategy ORDERED = new OrderedStrategy();

    /** The stack as it has to be for this strategy. */
    default DesiredStack prepare(DesiredStack stack) {
        return stack;
    }

    /** Why a stack cannot be rolled out so, one sentence each; known before anything is touched. */
    List<String> problems(DesiredStack stack, SwarmInventory observed);

    /** How a plan is carried out, in lines for a person who looks at it; none if there is nothing to say. */
    List<String> lines(Plan plan, DesiredStack stack);

    /** Whether {@link #tryOut} has something to do. */
    default boolean isTrying(Plan plan) {
        return false;
    }

    /**
     * Has new specs prove themselves before any service that is there is changed.
     *
     * @return in a few words what came of it
     * @throws ConvergenceException if they do not; what was made for it is left to the caller to undo
     */
    default String tryOut(Rollout rollout, Plan plan, DesiredStack stack)
            throws ConvergenceException, InterruptedException {
        return "";
    }

    /**
     * Changes the services, and waits until all of the stack's have converged.
     *
     * @return the specs of all services of the stack at that moment, by name
     * @throws ConvergenceException if they do not converge; what was changed is left to the caller to undo
     */
    SortedMap<String, ObjectNode> rollOut(Rollout rollout, Plan plan, DesiredStack stack)
            throws ConvergenceException, InterruptedException;
}
