package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Twelve hex digits that stand for exactly the changes of a plan, those of new services in every field. What looks like
 * a password is no part of it, and of a secret's new version only that there is one: its name is made at random each
 * time, and a fingerprint stands in logs, where it must not help to guess.
 */
public final class PlanFingerprint {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Map<String, String> newSecrets = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    private PlanFingerprint() {}

    /** @param beside what else belongs to what was shown, one line each */
    public static String of(Plan plan, List<String> beside) {
        PlanFingerprint print = new PlanFingerprint();
        print.newSecrets.putAll(newSecrets(plan));
        plan.actions().forEach(print::add);
        print.lines.addAll(plan.kept());
        print.lines.addAll(beside);
        return print.hash();
    }

    /**
     * The same for one action.
     *
     * @param newSecrets for the names of new versions of secrets, which are made at random, what stands for them
     */
    public static String of(Action action, Map<String, String> newSecrets) {
        PlanFingerprint print = new PlanFingerprint();
        print.newSecrets.putAll(newSecrets);
        print.add(action);
        return print.hash();
    }

    /**
     * The names of the versions of secrets that a plan makes, and for each what stands for it in a fingerprint. One that
     * has the name that its file gives it is no version.
     */
    public static Map<String, String> newSecrets(Plan plan) {
        return plan.only(Action.CreateObject.class).stream()
                .filter(object -> object.kind() == ObjectKind.SECRET && isVersion(object))
                .collect(Collectors.toMap(Action.CreateObject::name, object -> newVersionOf(unversioned(object))));
    }

    private static boolean isVersion(Action.CreateObject object) {
        String name = unversioned(object);
        return !name.isEmpty() && !name.equals(object.name());
    }

    private static String unversioned(Action.CreateObject object) {
        return object.body().path("Labels").path(Labels.OBJECT).asText();
    }

    /** What stands for a new version of a secret. */
    public static String newVersionOf(String secret) {
        return secret + "-(new)";
    }

    private void add(Action action) {
        lines.add(action.verb() + " " + action.noun() + " " + action.name());
        if (action instanceof Action.CreateService create) {
            addFields(NOTHING, create.service().body());
        } else if (action instanceof Action.UpdateService update) {
            update.changes().forEach(change -> lines.add(change.toString()));
            addFields(NOTHING, update.service().body());
        } else if (action instanceof Action.CreateNetwork network) {
            lines.add(SensitiveFields.shown("", network.body()).toString());
        } else if (action instanceof Action.CreateObject create) {
            addObject(create);
        } else if (action instanceof Action.UpdateLabels update) {
            lines.add(update.labels().toString());
        }
    }

    /** All but a secret's version, which is made at random. */
    private void addObject(Action.CreateObject create) {
        lines.add(create.body().path("Driver").toString());
        lines.add(create.body().path("Templating").toString());
        create.body().path("Labels").properties().stream()
                .filter(label -> !Labels.isOurs(label.getKey()))
                .forEach(label -> lines.add(label.toString()));
        if (create.kind() == ObjectKind.CONFIG) {
            lines.add(create.body().path("Labels").path(Labels.VERSION).asText());
        }
    }

    private void addFields(JsonNode before, JsonNode body) {
        SpecDiff.between(before, SpecNormalizer.ofService(body, name -> name))
                .forEach(field -> lines.add(field.toString()));
    }

    private String hash() {
        String text = String.join("\n", lines);
        for (Map.Entry<String, String> secret : newSecrets.entrySet()) {
            text = text.replace(secret.getKey(), secret.getValue());
        }
        return Fingerprint.of(text, 12);
    }
}
