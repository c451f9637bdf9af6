package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.EscapedUtf8;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts variables into each text of a file, and casts what they changed to the type of its field. */
public final class Interpolation {
    private static final Set<String> NAMED =
            Set.of("services", "networks", "volumes", "secrets", "configs", "services.*.ulimits");

    private static final Pattern NESTED = Pattern.compile("\\$\\{" + Template.NAME + ":?[-?]");

    private final ReadContext reading;

    public Interpolation(ReadContext reading) {
        this.reading = reading;
    }

    /** The file with variables replaced; parts without any are the same objects as before. */
    public YamlMap interpolate(YamlMap file) {
        return map(file, "", "");
    }

    private YamlNode node(YamlNode node, String path, String pattern) {
        if (node instanceof YamlMap map) {
            return map(map, path, pattern);
        }
        if (node instanceof YamlList list) {
            return list(list, path, pattern);
        }
        return scalar((YamlScalar) node, path, pattern);
    }

    private YamlMap map(YamlMap map, String path, String pattern) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<String, YamlMap.Entry> field : map.entries().entrySet()) {
            String step = NAMED.contains(pattern) ? "*" : field.getKey();
            YamlNode before = field.getValue().value();
            YamlNode after = node(before, join(path, field.getKey()), join(pattern, step));
            changed |= after != before;
            entries.put(field.getKey(), new YamlMap.Entry(field.getValue().key(), after));
        }
        return changed ? new YamlMap(map.location(), entries) : map;
    }

    private static String join(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }

    private YamlList list(YamlList list, String path, String pattern) {
        List<YamlNode> items = new ArrayList<>();
        boolean changed = false;
        for (YamlNode before : list.items()) {
            YamlNode after = node(before, path + "[" + items.size() + "]", pattern + "[]");
            changed |= after != before;
            items.add(after);
        }
        return changed ? new YamlList(list.location(), items) : list;
    }

    private YamlScalar scalar(YamlScalar scalar, String path, String pattern) {
        if (!scalar.isText() || scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        String text =
                new Template(scalar.text(), reading.variables(), new Complaints(reading, scalar, path)).substitute();
        if (!EscapedUtf8.isText(text)) {
            reading.error(
                    scalar.location(),
                    path,
                    "the value of a variable in " + scalar.quoted() + " is not UTF-8 text",
                    "give binary values to the stack as a secret's file");
        }
        return text.equals(scalar.text()) ? scalar : cast(scalar, text, path, pattern);
    }

    private YamlScalar cast(YamlScalar scalar, String text, String path, String pattern) {
        Optional<TypeCasts.Type> type = TypeCasts.typeOf(pattern);
        Optional<ScalarValue> value = type.flatMap(wanted -> TypeCasts.cast(wanted, text));
        if (type.isPresent() && value.isEmpty()) {
            reading.error(
                    scalar.location(),
                    path,
                    "must become " + type.get().words + ", and " + scalar.quoted() + " does not",
                    "check the variable's value");
        }
        return scalar.withValue(value.orElseGet(() -> new ScalarValue.Text(text)));
    }

    /** Says what is odd about one text of a file. */
    private record Complaints(ReadContext reading, YamlScalar scalar, String path) implements TemplateListener {
        @Override
        public void unset(String variable) {
            reading.warn(
                    scalar.location(),
                    path,
                    "the variable " + variable + " is not set, and nothing takes its place",
                    "set it, or write ${" + variable + ":-default}");
        }

        @Override
        public void missing(String variable, String message) {
            reading.error(
                    scalar.location(),
                    path,
                    "the variable " + variable + " must be set" + (message.isEmpty() ? "" : ": " + message),
                    "set " + variable);
        }

        @Override
        public void invalid(boolean dropped) {
            String message = "a '$' in " + scalar.quoted() + " introduces no variable";
            if (dropped) {
                reading.warn(scalar.location(), path, message + " and is dropped", "write $$ for a dollar sign");
            } else {
                reading.error(scalar.location(), path, message, "write $$ for a dollar sign");
            }
        }

        /** The reference's default ends at the first closing brace, so that it never refuses one within another. */
        @Override
        public void modern(String form) {
            if (NESTED.matcher(form).lookingAt()) {
                reading.warn(
                        scalar.location(),
                        path,
                        "'" + form + "' has a variable within a default; docker stack deploy does not look into it and"
                                + " puts its text in the value",
                        "use ${NAME:-default} with a plain default");
            } else {
                reading.lenient(
                        scalar.location(),
                        path,
                        "'" + form + "' is a form of the modern Compose Specification",
                        "use ${NAME:-default} with a plain default");
            }
        }

        @Override
        public void surprisingDefault(String variable, String text) {
            reading.warn(
                    scalar.location(),
                    path,
                    "'" + text + "' is taken for what to do without the variable " + variable,
                    "write ${NAME} with braces around the name, and no '-' in the message of a required variable");
        }
    }
}
