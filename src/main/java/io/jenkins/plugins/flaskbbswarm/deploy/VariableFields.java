package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.stack.EscapedUtf8;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.Map;
import java.util.Optional;

/** Reads {@code variables:}, each a value or {@code {env: NAME}}. */
final class VariableFields {
    private final Fields declared;
    private final Map<String, String> environment;

    VariableFields(Fields declared, Map<String, String> environment) {
        this.declared = declared;
        this.environment = environment;
    }

    void read(Map<String, String> variables) {
        for (String name : declared.names()) {
            value(name, declared.node(name)).ifPresent(value -> variables.put(name, value));
        }
    }

    private Optional<String> value(String name, Optional<YamlNode> node) {
        if (node.isEmpty()) {
            return Optional.of("");
        }
        if (node.get() instanceof YamlScalar scalar) {
            return Optional.of(scalar.text());
        }
        if (node.get() instanceof YamlMap) {
            return declared.fields(name).flatMap(source -> fromEnvironment(name, source));
        }
        declared.error(name, "must be a text or {env: NAME}, not " + node.get().describe(), "");
        return Optional.empty();
    }

    private Optional<String> fromEnvironment(String name, Fields source) {
        Optional<String> variable = source.text("env");
        source.refuseOthers();
        Optional<String> value = variable.map(environment::get);
        if (variable.isPresent() && value.isEmpty()) {
            declared.error(
                    name,
                    "the environment variable " + variable.get() + " is not set",
                    Advice.of("export it", "set it with environment { } or withEnv") + ", or write the value here");
        }
        if (value.filter(text -> text.indexOf('\uFFFD') >= 0 || !EscapedUtf8.isText(text))
                .isPresent()) {
            declared.error(
                    name,
                    "the environment variable " + variable.get() + " is not UTF-8 text, or the locale lost some of it",
                    "start with LC_ALL=C.UTF-8; binary values are for secrets");
        }
        return value;
    }
}
