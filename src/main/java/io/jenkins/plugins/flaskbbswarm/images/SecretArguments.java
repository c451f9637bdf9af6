package io.jenkins.plugins.flaskbbswarm.images;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The build arguments that look like secrets by their name. The engine puts values into the names of steps, so they
 * are taken out of all that a build says.
 *
 * @param names sorted
 */
record SecretArguments(List<String> names, List<String> values) {
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(?:passw(?:or)?d|secret|token|credential).*|(?:.*_)?(?:key|pass|pwd)(?:_.*)?");

    static SecretArguments among(Map<String, String> buildArgs) {
        List<String> names = buildArgs.keySet().stream()
                .filter(name -> SECRET.matcher(name).matches())
                .sorted()
                .toList();
        List<String> values = names.stream()
                .map(buildArgs::get)
                .filter(value -> !value.isBlank())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        return new SecretArguments(names, values);
    }

    String hideIn(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "SecretArguments" + names;
    }
}
