package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A plan as JSON, for programs; like its text, it names secrets and never holds their values. */
public final class PlanJson {
    private PlanJson() {}

    /** {@code {"stack": …, "actions": [{"action": "update", "kind": "service", "name": …, "changes": […]}], "kept": […]}}. */
    public static ObjectNode of(Plan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("stack", plan.stack().name());
        ArrayNode actions = json.putArray("actions");
        plan.actions().forEach(action -> actions.add(of(action)));
        plan.kept().forEach(json.putArray("kept")::add);
        return json;
    }

    private static ObjectNode of(Action action) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("action", action.verb()).put("kind", action.noun()).put("name", action.name());
        if (action instanceof Action.UpdateService update) {
            json.put("restarts", update.restarts());
            ArrayNode changes = json.putArray("changes");
            update.changes().forEach(change -> {
                ObjectNode field = changes.addObject().put("path", change.path());
                change.before().ifPresent(before -> field.put("before", before));
                change.after().ifPresent(after -> field.put("after", after));
            });
        }
        return json;
    }
}
