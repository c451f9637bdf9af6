package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Says field by field in what two specs in normal form differ, without showing what looks like a password. */
final class SpecDiff {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passwd|secret|token|api_?key|private_?key|credential).*");

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
        } else {
            changes.add(new FieldChange(path, text(path, before), text(path, after)));
        }
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
        return shown(path, value.isTextual() ? value.asText() : value.toString());
    }

    private static Optional<String> shown(String name, String value) {
        return Optional.ofNullable(value)
                .map(text -> SECRET_NAME.matcher(lastName(name)).matches() ? "***" : text);
    }

    private static String lastName(String path) {
        return path.equals("TaskTemplate.ContainerSpec.Secrets") ? "" : path.substring(path.lastIndexOf('.') + 1);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
