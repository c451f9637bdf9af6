package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The credentials that a {@code deploy.yml} names, by their IDs, wherever in it: whoever reads it for us may ask for these.
 * Nothing else of it is looked at. An ID with a variable in it is none that is known here.
 */
public final class CredentialNames {
    private static final String CREDENTIAL = "credential";

    private CredentialNames() {}

    /**
     * Those of a text and of the settings on top of it.
     *
     * @param text of the file; empty if there is none
     * @param settings fields, as {@code path=value}
     */
    public static Set<String> in(String text, List<String> settings) {
        Problems problems = new Problems();
        YamlMap file = YamlReader.readMap("deploy.yml", text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseGet(() -> new YamlMap(new Location("deploy.yml", 1, 1), Map.of()));
        Set<String> names = new TreeSet<>();
        add(Overrides.apply(file, settings, problems), names);
        return names;
    }

    private static void add(YamlNode node, Set<String> names) {
        if (node instanceof YamlMap map) {
            map.entries().forEach((key, entry) -> {
                if (key.equals(CREDENTIAL) && entry.value() instanceof YamlScalar id) {
                    names.add(id.text());
                }
                add(entry.value(), names);
            });
        } else if (node instanceof YamlList list) {
            list.items().forEach(item -> add(item, names));
        }
    }
}
