package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Looks at the values of arguments, as the form has them. */
final class ArgumentValues {
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final Set<String> LOGIN = Set.of("address", "credentialsId", "$class");

    private ArgumentValues() {}

    static boolean isText(Object value) {
        return value instanceof CharSequence;
    }

    /** {@code , not a list}. */
    static String not(Object value) {
        return ", not " + kind(value);
    }

    private static String kind(Object value) {
        if (value instanceof Boolean || value == null) {
            return String.valueOf(value);
        }
        if (value instanceof UninstantiatedDescribable described) {
            return described.getSymbol() == null ? "an object" : described.getSymbol() + "(…)";
        }
        return isText(value)
                ? "a text"
                : value instanceof Number
                        ? "a number"
                        : value instanceof Map ? "a map" : value instanceof Collection ? "a list" : "an object";
    }

    static Optional<String> number(String name, Object value) {
        boolean isNumber = (value instanceof Number || isText(value))
                && value.toString().strip().matches("[+-]?\\d+");
        if (!isNumber) {
            return Optional.of("'" + name + "' is a whole number" + not(value));
        }
        BigInteger number = new BigInteger(value.toString().strip());
        return number.signum() >= 0 && number.compareTo(MOST) <= 0
                ? Optional.empty()
                : Optional.of("'" + name + "' is a whole number from 0 to " + MOST + ", not " + number);
    }

    /** Pairs of which the value is a text; see {@link ScriptArguments}. */
    static Optional<String> settings(String name, Object value) {
        String usual = "'" + name + "' is a map, " + name + ": ['a.name': 'its value']";
        return eachPair(
                value,
                usual,
                (key, text) -> isText(text)
                        ? Optional.empty()
                        : Optional.of("'" + name + "': the value of '" + key + "' is a text, a number, true or false"
                                + not(text)));
    }

    static Optional<String> secrets(String name, Object value) {
        String usual = "'" + name + "' is a map, " + name + ": [a_name: credential('an-id')]";
        return eachPair(
                value, usual, (key, source) -> SecretArgument.problem(key, name + ": [" + quoted(key) + ": ", source));
    }

    private static Optional<String> eachPair(
            Object value, String usual, BiFunction<String, Object, Optional<String>> check) {
        if (!(value instanceof Collection<?> pairs)) {
            return Optional.of(usual + not(value));
        }
        for (Object pair : pairs) {
            if (!(fields(pair) instanceof Map<?, ?> fields)) {
                return Optional.of(usual + ", and has no item that is " + kind(pair));
            }
            Object key = fields.containsKey("path") ? fields.get("path") : fields.get("name");
            if (!isText(key) || key.toString().isBlank()) {
                return Optional.of(usual + "; one has no name");
            }
            Optional<String> problem = check.apply(key.toString(), fields.get("value"));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    static Optional<String> login(String name, Object value) {
        String usual =
                "'" + name + "' is a map, " + name + ": [address: 'registry.example.org', credentialsId: 'an-id']";
        if (!(fields(value) instanceof Map<?, ?> fields)) {
            return Optional.of(usual + not(value));
        }
        Set<Object> others = new TreeSet<>(fields.keySet());
        others.removeAll(LOGIN);
        boolean fits = others.isEmpty()
                && fields.containsKey("address")
                && fields.values().stream().allMatch(text -> text == null || isText(text));
        return fits ? Optional.empty() : Optional.of(usual + (others.isEmpty() ? "" : "; it has no " + others));
    }

    private static Object fields(Object value) {
        return value instanceof UninstantiatedDescribable described ? described.getArguments() : value;
    }

    /** As a key of a map in Groovy. */
    private static String quoted(String name) {
        return name.matches("\\w+") ? name : "'" + name + "'";
    }
}
