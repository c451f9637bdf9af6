package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts variables into files of ours that are no Compose files. The forms are the same, but nothing is forgiven: a
 * variable that was not declared is an error.
 */
public final class DeclaredVariables {
    private final Map<String, String> variables;
    private final Problems problems;

    private DeclaredVariables(Map<String, String> variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** The file with variables replaced in each of its texts; problems are noted. */
    public static YamlMap interpolate(YamlMap file, Map<String, String> variables, Problems problems) {
        return new DeclaredVariables(variables, problems).map(file, "");
    }

    private YamlNode node(YamlNode node, String path) {
        if (node instanceof YamlMap map) {
            return map(map, path);
        }
        if (node instanceof YamlList list) {
            List<YamlNode> items =
                    list.items().stream().map(item -> node(item, path)).toList();
            return new YamlList(list.location(), items);
        }
        return scalar((YamlScalar) node, path);
    }

    private YamlMap map(YamlMap map, String path) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        map.entries()
                .forEach((name, entry) -> entries.put(
                        name,
                        new YamlMap.Entry(
                                entry.key(), node(entry.value(), path.isEmpty() ? name : path + "." + name))));
        return new YamlMap(map.location(), entries);
    }

    private YamlScalar scalar(YamlScalar scalar, String path) {
        if (!scalar.isText() || scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        String text = new Template(scalar.text(), Variables.of(variables), new Complaints(scalar, path)).substitute();
        return scalar.withValue(new ScalarValue.Text(text));
    }

    private final class Complaints implements TemplateListener {
        private final YamlScalar scalar;
        private final String path;

        private Complaints(YamlScalar scalar, String path) {
            this.scalar = scalar;
            this.path = path;
        }

        @Override
        public void unset(String variable) {
            Set<String> known = new TreeSet<>(variables.keySet());
            error(
                    "the variable " + variable + " is not declared",
                    "declare it under 'variables'"
                            + (known.isEmpty() ? "" : "; declared are " + String.join(", ", known)));
        }

        @Override
        public void missing(String variable, String message) {
            error("the variable " + variable + " must be set" + (message.isEmpty() ? "" : ": " + message), "");
        }

        @Override
        public void invalid(boolean dropped) {
            error("a '$' in " + scalar.quoted() + " introduces no variable", "write $$ for a dollar sign");
        }

        @Override
        public void modern(String form) {
            // our own files may use all forms
        }

        @Override
        public void surprisingDefault(String variable, String text) {
            error(
                    "'" + text + "' is not a valid use of the variable " + variable,
                    "write ${" + variable + ":-default}");
        }

        private void error(String message, String remedy) {
            problems.error(scalar.location(), path, message, remedy);
        }
    }
}
