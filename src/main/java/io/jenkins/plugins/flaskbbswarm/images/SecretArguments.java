package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The build arguments that look like secrets. The engine puts values into the names of steps, so they
 * are taken out of all that a build says.
 *
 * @param names sorted
 */
record SecretArguments(List<String> names, List<String> values) {
    static SecretArguments among(Map<String, String> buildArgs) {
        List<String> names = buildArgs.keySet().stream()
                .filter(name -> isSecret(name, buildArgs.get(name)))
                .sorted()
                .toList();
        List<String> values = names.stream()
                .map(buildArgs::get)
                .filter(value -> !value.isBlank())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        return new SecretArguments(names, values);
    }

    private static boolean isSecret(String name, String value) {
        return !Sensitive.value(name, value).equals(value);
    }

    String hideIn(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, Sensitive.HIDDEN);
        }
        return Sensitive.text(hidden);
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "SecretArguments" + names;
    }
}
