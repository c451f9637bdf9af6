package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of {@code deploy.yml} that are set from outside: {@code variables.HOST=bb.example.org}, {@code keep=1}. */
final class Overrides {
    private static final Pattern SETTING =
            Pattern.compile("(?<path>[^.=]+(?:\\.[^.=]+)*)=(?<value>.*)", Pattern.DOTALL);

    private Overrides() {}

    /** The file with each of {@code settings} put in its place; the value is read as YAML. */
    static YamlMap apply(YamlMap file, List<String> settings, Problems problems) {
        YamlMap result = file;
        for (String setting : settings) {
            result = apply(result, setting, problems);
        }
        return result;
    }

    private static YamlMap apply(YamlMap file, String setting, Problems problems) {
        Matcher parts = SETTING.matcher(setting);
        if (!parts.matches()) {
            problems.error(
                    location(setting.replaceFirst("=.*", "")),
                    "",
                    "this sets no field",
                    "write PATH=VALUE, as in keep=5");
            return file;
        }
        // The value may be a secret that belongs elsewhere: only the path is repeated in messages.
        Location location = location(parts.group("path"));
        byte[] yaml = ("value: " + parts.group("value")).getBytes(StandardCharsets.UTF_8);
        Optional<YamlNode> value =
                YamlReader.readMap(location.file(), yaml, problems).flatMap(map -> map.get("value"));
        return value.map(node -> put(file, List.of(parts.group("path").split("\\.")), node, location))
                .orElse(file);
    }

    private static YamlMap put(YamlMap map, List<String> path, YamlNode value, Location location) {
        String key = path.get(0);
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        YamlScalar name = entries.containsKey(key) ? entries.get(key).key() : text(key, location);
        entries.put(
                key, new YamlMap.Entry(name, path.size() == 1 ? value : put(below(map, key), path, value, location)));
        return new YamlMap(map.location(), entries);
    }

    private static YamlNode put(YamlNode below, List<String> path, YamlNode value, Location location) {
        YamlMap map = below instanceof YamlMap present ? present : new YamlMap(location, Map.of());
        return put(map, path.subList(1, path.size()), value, location);
    }

    private static YamlNode below(YamlMap map, String key) {
        return map.get(key).orElseGet(() -> new YamlMap(map.location(), Map.of()));
    }

    private static Location location(String path) {
        return new Location(Advice.of("--set ", "set: ") + path, 1, 1);
    }

    private static YamlScalar text(String text, Location location) {
        return new YamlScalar(location, text, true, new io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue.Text(text));
    }
}
