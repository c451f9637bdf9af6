package io.jenkins.plugins.flaskbbswarm.secrets;

import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Blanks what stands in {@code deploy.yml} where only the source of a secret belongs. Somebody may have put the secret
 * itself there: with it gone, no message about the file can repeat it.
 */
public final class SecretRedactor {
    private static final Set<String> SOURCES = Set.of("env", "file", "credential");
    private static final String BLANK = "***";

    private SecretRedactor() {}

    public static YamlMap blanked(YamlMap file) {
        YamlMap secretsBlanked = replace(file, "secrets", SecretRedactor::secrets);
        YamlMap registryBlanked = replace(secretsBlanked, "registry", registry -> within(registry, "password"));
        return replace(registryBlanked, "preview", SecretRedactor::preview);
    }

    private static YamlNode preview(YamlNode preview) {
        if (!(preview instanceof YamlMap map)) {
            return preview;
        }
        YamlMap database = replace(map, "database", settings -> within(settings, "admin"));
        YamlMap redis = replace(database, "redis", settings -> within(settings, "url"));
        return replace(redis, "registry", settings -> within(settings, "password"));
    }

    private static YamlNode within(YamlNode settings, String key) {
        return settings instanceof YamlMap map ? replace(map, key, SecretRedactor::source) : settings;
    }

    private static YamlNode secrets(YamlNode secrets) {
        return secrets instanceof YamlMap map ? each(map, name -> true) : source(secrets);
    }

    private static YamlNode source(YamlNode source) {
        if (source instanceof YamlMap map) {
            return each(map, name -> !SOURCES.contains(name));
        }
        if (source instanceof YamlList list) {
            return new YamlList(
                    list.location(),
                    list.items().stream().map(SecretRedactor::source).toList());
        }
        YamlScalar scalar = (YamlScalar) source;
        boolean harmless = scalar.isNull() || scalar.text().equals("generate");
        return harmless ? scalar : new YamlScalar(scalar.location(), BLANK, false, new ScalarValue.Text(BLANK));
    }

    private static YamlMap each(YamlMap map, Predicate<String> names) {
        YamlMap result = map;
        for (String name : map.keys()) {
            result = names.test(name) ? replace(result, name, SecretRedactor::source) : result;
        }
        return result;
    }

    private static YamlMap replace(YamlMap map, String key, UnaryOperator<YamlNode> change) {
        Optional<YamlNode> value = map.get(key);
        if (value.isEmpty()) {
            return map;
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.put(key, new YamlMap.Entry(entries.get(key).key(), change.apply(value.get())));
        return new YamlMap(map.location(), entries);
    }
}
