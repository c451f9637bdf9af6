package io.jenkins.plugins.flaskbbswarm.plan;

import java.util.ArrayList;
import java.util.List;

/** A plan in lines for a person: {@code +} is made, {@code ~} is changed, {@code -} goes. */
public final class PlanText {
    private PlanText() {}

    /** One line an action, and one for each changed field of an updated service. */
    public static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.actions().forEach(action -> lines.addAll(lines(action)));
        if (!plan.kept().isEmpty()) {
            lines.add("= unchanged: " + String.join(", ", plan.kept()));
        }
        return lines;
    }

    private static List<String> lines(Action action) {
        if (action instanceof Action.UpdateService update) {
            List<String> lines = new ArrayList<>();
            lines.add(
                    "~ service " + update.name() + (update.restarts() ? " (its tasks are replaced)" : " (no restart)"));
            update.changes().forEach(change -> lines.add("    " + change));
            return lines;
        }
        String sign = action.verb().equals("remove") ? "-" : "+";
        return List.of(sign + " " + action.noun() + " " + action.name());
    }
}
