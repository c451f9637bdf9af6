package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.PlanFingerprint;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plan that was shown, so that a later attempt can tell whether what is left to do is a part of it.
 *
 * @param actions a fingerprint of each action
 * @param newSecrets the secrets that were to get new versions, whose names are made at random
 * @param migration a fingerprint of {@code service: command}; empty if there was none
 */
public record ApprovedPlan(ArrayList<String> actions, ArrayList<String> newSecrets, String migration)
        implements Serializable {
    /** No plan. */
    public static final ApprovedPlan NONE = new ApprovedPlan(new ArrayList<>(), new ArrayList<>(), "-");

    static ApprovedPlan of(DeploymentPlan planned) {
        Map<String, String> secrets = PlanFingerprint.newSecrets(planned.plan());
        ArrayList<String> actions = new ArrayList<>();
        actionsOf(planned.plan()).forEach(action -> actions.add(PlanFingerprint.of(action, secrets)));
        return new ApprovedPlan(
                actions,
                new ArrayList<>(secrets.values()),
                planned.migration().map(job -> print(job, planned)).orElse(""));
    }

    boolean isNone() {
        return NONE.migration.equals(migration);
    }

    /**
     * What would be done that was not approved, in lines for a person. What the earlier attempt did already is left out
     * of a plan and not missed.
     *
     * @param unbuilt the images that would be built
     */
    List<String> differences(DeploymentPlan now, List<String> unbuilt) {
        if (isNone()) {
            return List.of();
        }
        Map<String, String> secrets = secrets(now);
        List<String> lines = new ArrayList<>(unbuilt);
        for (Action action : actionsOf(now.plan())) {
            if (!actions.contains(PlanFingerprint.of(action, secrets))) {
                lines.addAll(PlanText.of(new Plan(now.plan().stack(), List.of(action), List.of())));
            }
        }
        now.migration()
                .filter(job -> !print(job, now).equals(migration))
                .ifPresent(job -> lines.add("migration " + job));
        return lines;
    }

    /** Versions that were new when the plan was shown count as new, be they made meanwhile or not. */
    private Map<String, String> secrets(DeploymentPlan now) {
        return now.stack().secrets().stream()
                .filter(secret -> newSecrets.contains(newVersionOf(secret)))
                .collect(Collectors.toMap(DesiredObject::name, ApprovedPlan::newVersionOf, (one, same) -> one));
    }

    /** A generated secret that is there already keeps its name without a version in its body, and has no label. */
    private static String newVersionOf(DesiredObject secret) {
        JsonNode body = secret.body().<JsonNode>map(present -> present).orElseGet(MissingNode::getInstance);
        JsonNode label = body.path("Labels").path(Labels.OBJECT);
        return PlanFingerprint.newVersionOf(label.asText(body.path("Name").asText()));
    }

    private static String print(String job, DeploymentPlan planned) {
        return Fingerprint.of(job + SchemaWords.promised(planned.wayBack()).orElse(""), 12);
    }

    /** A job or canary that a dead attempt left goes in any case. */
    private static List<Action> actionsOf(Plan plan) {
        return plan.actions().stream()
                .filter(action -> !(action instanceof Action.RemoveService remove
                        && remove.service().isTemporary()))
                .toList();
    }
}
