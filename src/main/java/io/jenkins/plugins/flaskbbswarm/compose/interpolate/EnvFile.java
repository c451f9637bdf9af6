package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.Utf8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code NAME=value} lines, read as docker CLI 28 reads {@code --env-file} and {@code env_file}: lines that
 * begin with {@code #} are comments, values are taken as they are, quotes and blanks included, and a name alone takes
 * the caller's value if there is one.
 */
public final class EnvFile {
    /** The longest file that is read, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    private EnvFile() {}

    /**
     * Reads a file's variables in the order of the file; of a repeated name the last counts.
     *
     * @param file the file's name for messages
     * @param variables what names without a value may take
     */
    public static Map<String, String> parse(String file, byte[] content, Variables variables, Problems problems) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines = Utf8.decode(file, content, MAX_BYTES, problems)
                .map(text -> text.split("\\r?\\n", -1))
                .map(List::of)
                .orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                read(line, new Location(file, i + 1, 1), variables, values, problems);
            }
        }
        return values;
    }

    private static void read(
            String line, Location location, Variables variables, Map<String, String> values, Problems problems) {
        int cut = line.indexOf('=');
        String name = cut < 0 ? line : line.substring(0, cut);
        if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
            // The line may hold a secret, so it is not quoted.
            problems.error(location, "", "a line must be NAME=value, without blanks in the name", "");
        } else if (cut >= 0) {
            values.put(name, line.substring(cut + 1));
            warnOfQuotes(line.substring(cut + 1), name, location, problems);
        } else {
            variables.get(name).ifPresent(value -> values.put(name, value));
        }
    }

    private static void warnOfQuotes(String value, String name, Location location, Problems problems) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        if (quoted) {
            problems.warning(location, name, "the quotes are part of the value", "remove them if they are not meant");
        }
    }
}
