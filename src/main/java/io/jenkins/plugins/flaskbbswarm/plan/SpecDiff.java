package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Says field by field in what two specs in normal form differ, without showing what looks like a password. */
final class SpecDiff {
    /** Lists whose items have a name, and where it stands: so that a change of one is not one of all. */
    private static final Map<String, String> NAMED = Map.of(
            "Secrets", "/File/Name",
            "Configs", "/File/Name",
            "Mounts", "/Target",
            "Networks", "/Target");

    private final List<FieldChange> changes = new ArrayList<>();

    private SpecDiff() {}

    /** The differences in the order of their paths; none for equal specs. */
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        SpecDiff diff = new SpecDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.changes);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(below(path, name), before.path(name), after.path(name)));
        } else if (path.endsWith(".Env")) {
            compareEnvironment(path, environment(before), environment(after));
        } else if (differByName(path, before, after)) {
            compare(path, byName(path, before), byName(path, after));
        } else {
            changes.add(new FieldChange(path, text(path, before), text(path, after)));
        }
    }

    /** Whether the names tell the difference: not if only the order is another. */
    private static boolean differByName(String path, JsonNode before, JsonNode after) {
        return haveNames(path, before)
                && haveNames(path, after)
                && !byName(path, before).equals(byName(path, after));
    }

    private static boolean haveNames(String path, JsonNode list) {
        return NAMED.containsKey(lastName(path))
                && list.isArray()
                && byName(path, list).size() == list.size();
    }

    private static ObjectNode byName(String path, JsonNode list) {
        ObjectNode items = JsonNodeFactory.instance.objectNode();
        list.forEach(item -> items.set(item.at(NAMED.get(lastName(path))).asText(), item));
        return items;
    }

    private void compareEnvironment(String path, Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(after.get(name)))) {
                changes.add(new FieldChange(
                        below(path, name), shown(name, before.get(name)), shown(name, after.get(name))));
            }
        }
    }

    private static Map<String, String> environment(JsonNode list) {
        Map<String, String> values = new LinkedHashMap<>();
        list.forEach(item -> {
            String[] pair = item.asText().split("=", 2);
            values.put(pair[0], pair.length == 2 ? pair[1] : "");
        });
        return values;
    }

    private static Optional<String> text(String path, JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode shown = isNameOfSecret(path) ? value : SensitiveFields.shown(path, value);
        return Optional.of(shown.isTextual() ? shown.asText() : shown.toString());
    }

    private static Optional<String> shown(String name, String value) {
        return Optional.ofNullable(value).map(text -> Sensitive.value(name, text));
    }

    /** Of secrets a spec holds names, which may be seen. */
    private static boolean isNameOfSecret(String path) {
        return path.startsWith("TaskTemplate.ContainerSpec.Secrets");
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
