package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.NamedSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryLogin;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretSourceArgument;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;

/** What values an argument of a step may have, and what is said of others. Values themselves are never shown. */
enum ArgumentKind {
    TEXT((name, value) -> ArgumentValues.isText(value)
            ? Optional.empty()
            : Optional.of("'" + name + "' is a text in quotes" + ArgumentValues.not(value))),
    NUMBER(ArgumentValues::number),
    FLAG((name, value) -> value instanceof Boolean || "true".equals(value) || "false".equals(value)
            ? Optional.empty()
            : Optional.of("'" + name + "' is true or false" + ArgumentValues.not(value))),
    SETTINGS(ArgumentValues::settings),
    SECRETS(ArgumentValues::secrets),
    SECRET((name, value) -> SecretArgument.problem(name, name + ": ", value)),
    LOGIN(ArgumentValues::login),
    OTHER((name, value) -> Optional.empty());

    private final BiFunction<String, Object, Optional<String>> check;

    ArgumentKind(BiFunction<String, Object, Optional<String>> check) {
        this.check = check;
    }

    static ArgumentKind of(Type type) {
        if (type instanceof ParameterizedType list
                && list.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            Type item = list.getActualTypeArguments()[0];
            return item == Setting.class ? SETTINGS : item == NamedSecret.class ? SECRETS : OTHER;
        }
        if (type == int.class) {
            return NUMBER;
        }
        if (type == boolean.class) {
            return FLAG;
        }
        return type == String.class
                ? TEXT
                : type == SecretSourceArgument.class ? SECRET : type == RegistryLogin.class ? LOGIN : OTHER;
    }

    /** What is wrong with a value, in one sentence; empty if nothing is. */
    Optional<String> problem(String name, Object value) {
        return check.apply(name, value);
    }
}
