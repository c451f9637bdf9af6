package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Arguments as a script writes them, {@code set: [keep: 5]}, and as the step's form has them, a list of pairs. */
final class ScriptArguments {
    private static final Map<String, List<String>> PAIRS = Map.of(
            "set",
            List.of("path", "value"),
            "variables",
            List.of("path", "value"),
            "secrets",
            List.of("name", "value"));
    private static final List<String> LINES = List.of("files", "credentials");

    private ScriptArguments() {}

    static Map<String, Object> toForm(Map<String, Object> arguments) {
        Map<String, Object> form = new LinkedHashMap<>(arguments);
        PAIRS.forEach((name, keys) -> form.computeIfPresent(name, (same, value) -> pairs(value, keys)));
        LINES.forEach(name -> form.computeIfPresent(
                name, (same, value) -> value instanceof Collection<?> list ? lines(list) : value));
        return form;
    }

    static Map<String, Object> toScript(Map<String, ?> arguments) {
        Map<String, Object> script = new LinkedHashMap<>(arguments);
        PAIRS.forEach((name, keys) -> script.computeIfPresent(name, (same, value) -> map(value, keys)));
        LINES.forEach(name ->
                script.computeIfPresent(name, (same, value) -> new ArrayList<>(FormText.lines(value.toString()))));
        return script;
    }

    private static String lines(Collection<?> list) {
        return list.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static Object pairs(Object value, List<String> keys) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> pair(keys, entry.getKey().toString(), entry.getValue()))
                    .toList();
        }
        return value instanceof Collection<?> list
                ? list.stream()
                        .map(item ->
                                item instanceof CharSequence text && keys.contains("path") ? setting(keys, text) : item)
                        .toList()
                : value;
    }

    /** {@code path=value}, as the command line has it. */
    private static Map<String, Object> setting(List<String> keys, CharSequence text) {
        String[] parts = text.toString().split("=", 2);
        return pair(keys, parts[0], parts.length == 2 ? parts[1] : "");
    }

    /** Numbers and booleans are texts in a form; what describes a secret stays as it is. */
    private static Map<String, Object> pair(List<String> keys, String name, Object value) {
        boolean isPlain = value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(keys.get(0), name);
        pair.put(keys.get(1), isPlain ? value.toString() : value);
        return pair;
    }

    private static Object map(Object value, List<String> keys) {
        if (!(value instanceof Collection<?> pairs)) {
            return value;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object pair : pairs) {
            Map<?, ?> fields =
                    pair instanceof UninstantiatedDescribable described ? described.getArguments() : (Map<?, ?>) pair;
            map.put(String.valueOf(fields.get(keys.get(0))), fields.get(keys.get(1)));
        }
        return map.keySet().stream().anyMatch(ScriptArguments::isDotted) ? list(map, keys) : map;
    }

    /** Jenkins writes {@code a.b} as a map's key without quotes, which is no Groovy: then it is to write pairs. */
    private static boolean isDotted(String name) {
        return name.contains(".");
    }

    private static List<Object> list(Map<String, Object> map, List<String> keys) {
        List<Object> list = new ArrayList<>();
        map.forEach((name, value) -> list.add(
                value instanceof CharSequence && !name.contains("=") && keys.contains("path")
                        ? name + "=" + value
                        : pair(keys, name, value)));
        return list;
    }
}
