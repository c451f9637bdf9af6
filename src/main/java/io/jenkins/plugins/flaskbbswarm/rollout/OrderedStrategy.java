package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.DependencyOrder;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Services in waves, each of which waits for those that it depends on. */
final class OrderedStrategy implements RolloutStrategy {
    @Override
    public List<String> problems(DesiredStack stack, SwarmInventory observed) {
        return DependencyOrder.problems(stack.services());
    }

    @Override
    public List<String> lines(Plan plan, DesiredStack stack) {
        return DependencyOrder.lines(stack.services());
    }

    /** A later wave may have done harm to an earlier one, so in the end all are looked at together. */
    @Override
    public SortedMap<String, ObjectNode> rollOut(Rollout rollout, Plan plan, DesiredStack stack)
            throws ConvergenceException, InterruptedException {
        for (Set<String> wave : DependencyOrder.of(stack.services())) {
            rollout.awaitConditions(DependencyOrder.needs(stack.services(), wave), stack.specs());
            rollout.applyServices(plan, wave::contains);
        }
        return rollout.awaitConvergence(stack.specs());
    }
}
