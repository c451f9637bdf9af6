package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.util.ArrayList;
import java.util.List;

/** A plan in lines for a person: {@code +} is made, {@code ~} is changed, {@code -} goes. */
public final class PlanText {
    private PlanText() {}

    /** One line an action, and one for each changed field of an updated service. */
    public static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.actions().forEach(action -> lines.addAll(lines(action)));
        PortOrder.notes(plan).forEach(note -> lines.add("  order: " + note));
        if (!plan.kept().isEmpty()) {
            lines.add("= unchanged: " + String.join(", ", plan.kept()));
        }
        return lines;
    }

    private static List<String> lines(Action action) {
        if (action instanceof Action.UpdateService update) {
            List<String> lines = new ArrayList<>();
            lines.add("~ service " + update.name() + effect(update));
            update.changes().forEach(change -> lines.add("    " + change));
            return lines;
        }
        if (action instanceof Action.CreateService create) {
            return List.of("+ service " + create.name() + " (" + kind(create.service()) + ")");
        }
        if (action instanceof Action.UpdateLabels update) {
            return List.of("~ " + update.noun() + " " + update.name() + " (its labels)");
        }
        String sign = action.verb().equals("remove") ? "-" : "+";
        return List.of(sign + " " + action.noun() + " " + action.name());
    }

    private static String effect(Action.UpdateService update) {
        if (update.runsAgain()) {
            return " (runs again)";
        }
        return update.restarts() ? " (its tasks are replaced)" : " (no restart)";
    }

    /** What runs and how often. */
    private static String kind(DesiredService service) {
        JsonNode mode = service.body().path("Mode");
        String tasks = "";
        if (mode.has("Replicated")) {
            tasks = ", " + replicas(mode);
        } else if (mode.has("Global")) {
            tasks = ", one task on each node";
        } else if (mode.has("ReplicatedJob") || mode.has("GlobalJob")) {
            tasks = ", a job";
        }
        return service.image().brief() + tasks;
    }

    /** A replicated service that does not say how many tasks it wants gets one. */
    private static String replicas(JsonNode mode) {
        return Count.of(mode.at("/Replicated/Replicas").asLong(1), "task");
    }
}
