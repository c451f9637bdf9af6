package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.Utf8;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file as the Compose Specification has it: quotes are taken off, comments end a value, and variables are
 * replaced but in single quotes. Other than {@link EnvFile}, which keeps each value as it is written.
 */
public final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?(?<name>[^\\s=:#]+)\\s*(?:[=:]\\s*(?<value>.*))?", Pattern.DOTALL);
    private static final Pattern SINGLE = Pattern.compile("'((?:[^'\\\\]|\\\\.)*+)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");

    private DotEnv() {}

    /**
     * Adds a file's variables to {@code values}.
     *
     * @param variables what its values may use, and what fills names without a value
     */
    public static void parse(
            String file, byte[] content, Variables variables, Map<String, String> values, Problems problems) {
        String text = Utf8.decode(file, content, EnvFile.MAX_BYTES, problems).orElse("");
        String[] lines = text.split("\\r?\\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, new Location(file, i + 1, 1), variables, values, problems);
            }
        }
    }

    private static void read(
            String line, Location location, Variables variables, Map<String, String> values, Problems problems) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            // The line may hold a secret, so it is not quoted.
            problems.error(location, "", "a line must be NAME=value", "");
        } else if (match.group("value") == null) {
            variables.get(match.group("name")).ifPresent(value -> values.put(match.group("name"), value));
        } else {
            String value = value(match.group("value"), location, variables.over(values), problems);
            values.put(match.group("name"), value);
        }
    }

    private static String value(String written, Location location, Variables known, Problems problems) {
        Matcher single = SINGLE.matcher(written);
        if (single.matches()) {
            return single.group(1).replace("\\'", "'");
        }
        Matcher quoted = DOUBLE.matcher(written);
        String plain = quoted.matches()
                ? unescaped(quoted.group(1))
                : COMMENT.matcher(written).replaceFirst("").strip();
        return plain.indexOf('$') < 0 ? plain : interpolated(plain, location, known, problems);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }

    private static String interpolated(String text, Location location, Variables known, Problems problems) {
        YamlScalar scalar = new YamlScalar(location, text, true, new ScalarValue.Text(text), "a value of this line");
        return new Template(text, known, new EnvComplaints(scalar, problems)).substitute();
    }

    /** Variables that are not set stand for nothing, as everywhere in Compose. */
    private record EnvComplaints(YamlScalar scalar, Problems problems) implements TemplateListener {
        @Override
        public void unset(String variable) {
            problems.warning(
                    scalar.location(), "", "the variable " + variable + " is not set, and nothing takes its place", "");
        }

        @Override
        public void missing(String variable, String message) {
            problems.error(scalar.location(), "", "the variable " + variable + " must be set: " + message, "");
        }

        @Override
        public void invalid(boolean dropped) {
            problems.error(scalar.location(), "", "a '$' introduces no variable", "write it in single quotes");
        }

        @Override
        public void modern(String form) {
            // the forms of the specification are at home here
        }

        @Override
        public void surprisingDefault(String variable, String text) {
            problems.warning(scalar.location(), "", "write ${" + variable + "} with braces around the name", "");
        }
    }
}
