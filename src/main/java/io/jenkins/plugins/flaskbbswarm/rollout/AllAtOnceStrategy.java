package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;

import java.util.List;
import java.util.SortedMap;

/** All services at once. */
final class AllAtOnceStrategy implements RolloutStrategy {
    @Override
    public List<String> problems(DesiredStack stack, SwarmInventory observed) {
        return List.of();
    }

    @Override
    public List<String> lines(Plan plan, DesiredStack stack) {
        return List.of();
    }

    @Override
    public SortedMap<String, ObjectNode> rollOut(Rollout rollout, Plan plan, DesiredStack stack)
            throws ConvergenceException, InterruptedException {
        rollout.applyServices(plan);
        return rollout.awaitConvergence(stack.specs());
    }
}
