package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.stack.EscapedUtf8;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a service's environment: its env files in order, then {@code environment}. A variable without a value, or with
 * an empty one, takes the caller's value if the caller has one (docker CLI 28 {@code updateEnvironment}).
 */
final class EnvironmentReader {
    private final Section in;
    private final Variables variables;

    EnvironmentReader(Section in) {
        this.in = in;
        this.variables = in.reading().variables();
    }

    Map<String, Optional<String>> read() {
        Map<String, Optional<String>> environment = new TreeMap<>();
        new EnvFilesReader(in).read().forEach((name, value) -> put(environment, name, Optional.of(value)));
        in.pairs("environment").forEach((name, value) -> put(environment, name, value));
        return environment;
    }

    private void put(Map<String, Optional<String>> environment, String name, Optional<String> value) {
        Optional<String> callers = variables.get(name);
        boolean open = value.orElse("").isEmpty();
        if (open && callers.isPresent() && value.isPresent() && !callers.get().isEmpty()) {
            in.reading()
                    .warn(
                            in.reading().places().of(in.path("environment") + "." + name),
                            in.path("environment") + "." + name,
                            "is written with an empty value, and yet takes the caller's variable " + name,
                            "rename the variable, or do not set it when deploying");
        }
        Optional<String> taken = open && callers.isPresent() ? callers : value;
        if (taken.filter(text -> !EscapedUtf8.isText(text)).isPresent()) {
            String path = in.path("environment") + "." + name;
            in.reading()
                    .error(
                            in.reading().places().of(path),
                            path,
                            "the caller's variable " + name + " is not UTF-8 text",
                            "give binary values to the stack as a secret's file");
        }
        environment.put(name, taken);
    }
}
