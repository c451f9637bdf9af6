package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a secret's value comes from, as a script writes it. A text in its place is most often a credential's name, but
 * may be the secret itself, so it is not shown.
 */
final class SecretArgument {
    private static final String ANONYMOUS = "<anonymous>";
    private static final Map<String, String> SOURCES = Map.of(
            "credential", "credential('an-id')",
            "generate", "generate()",
            "uri", "uri(template: 'redis://:{password}@redis/0', credential: credential('an-id'))");

    private SecretArgument() {}

    /** @param before what stands before the source in the script, {@code secrets: [x: } */
    static Optional<String> problem(String name, String before, Object value) {
        if (value instanceof Map<?, ?> map && map.containsKey("$class")) {
            return Optional.empty();
        }
        if (!(value instanceof UninstantiatedDescribable source)) {
            String end = before.contains("[") ? "]" : "";
            return Optional.of("'" + name + "' is not a source of a secret; write " + before + SOURCES.get("credential")
                    + end + " with the credential's ID, generate() or uri(…)");
        }
        String symbol = source.getSymbol();
        if (symbol == null) {
            return Optional.empty();
        }
        return SOURCES.containsKey(symbol)
                ? arguments(name, symbol, source.getArguments())
                : Optional.of("'" + name + "' is not a source of a secret; write " + SOURCES.get("credential")
                        + ", generate() or uri(…), not " + symbol + "(…)");
    }

    private static Optional<String> arguments(String name, String symbol, Map<String, ?> given) {
        boolean fits =
                switch (symbol) {
                    case "generate" -> given.isEmpty();
                    case "credential" -> isId(given, "credentialsId");
                    default ->
                        given.keySet().equals(Set.of("template", "credential"))
                                && ArgumentValues.isText(given.get("template"))
                                && isCredential(given.get("credential"));
                };
        return fits
                ? Optional.empty()
                : Optional.of("the source of '" + name + "' is to be written " + SOURCES.get(symbol));
    }

    private static boolean isCredential(Object value) {
        return value instanceof UninstantiatedDescribable source
                && (source.getSymbol() == null
                        || source.getSymbol().equals("credential") && isId(source.getArguments(), "credentialsId"));
    }

    private static boolean isId(Map<String, ?> given, String argument) {
        Object id = given.containsKey(argument) ? given.get(argument) : given.get(ANONYMOUS);
        return given.size() == 1 && ArgumentValues.isText(id) && !id.toString().isBlank();
    }
}
