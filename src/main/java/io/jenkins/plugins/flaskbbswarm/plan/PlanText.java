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
        return List.of(sign(action) + " " + noun(action) + " " + action.name());
    }

    private static String sign(Action action) {
        return action instanceof Action.RemoveService
                        || action instanceof Action.RemoveNetwork
                        || action instanceof Action.RemoveObject
                ? "-"
                : "+";
    }

    private static String noun(Action action) {
        if (action instanceof Action.CreateObject create) {
            return create.kind().toString();
        }
        if (action instanceof Action.RemoveObject remove) {
            return remove.kind().toString();
        }
        boolean network = action instanceof Action.CreateNetwork || action instanceof Action.RemoveNetwork;
        return network ? "network" : "service";
    }
}
