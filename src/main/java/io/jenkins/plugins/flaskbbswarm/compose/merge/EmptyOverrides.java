package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Warns of values of a later file that are empty or false, and so leave those of an earlier one as they are. */
public final class EmptyOverrides {
    /** Mappings in which a later value counts even if it is empty, and the variables, which are looked at once merged. */
    private static final Set<String> OTHERS =
            Set.of("labels", "sysctls", "options", "networks", "build", "environment");

    private final ReadContext reading;

    public EmptyOverrides(ReadContext reading) {
        this.reading = reading;
    }

    /** @param files in the order of merging, their variables replaced */
    public void note(List<YamlMap> files) {
        for (int later = 1; later < files.size(); later++) {
            for (YamlMap earlier : files.subList(0, later)) {
                note(services(earlier), services(files.get(later)));
            }
        }
    }

    private static Optional<YamlMap> services(YamlMap file) {
        return file.get("services").flatMap(EmptyOverrides::map);
    }

    private void note(Optional<YamlMap> base, Optional<YamlMap> over) {
        if (base.isPresent() && over.isPresent()) {
            note("services", base.get(), over.get());
        }
    }

    private void note(String path, YamlMap base, YamlMap over) {
        over.entries().forEach((name, entry) -> {
            if (!OTHERS.contains(name)) {
                base.get(name).ifPresent(earlier -> note(path + "." + name, earlier, entry.value()));
            }
        });
    }

    private void note(String path, YamlNode base, YamlNode over) {
        if (isGiven(over) && isEmpty(over) && !isEmpty(base)) {
            warn(reading, over.location(), path);
        } else if (base instanceof YamlMap earlier && over instanceof YamlMap later) {
            note(path, earlier, later);
        }
    }

    static void warn(ReadContext reading, Location location, String path) {
        reading.warn(
                location,
                path,
                "an empty or false value leaves the one of the earlier file in place",
                "write !override before the value, or remove it from the earlier file");
    }

    private static Optional<YamlMap> map(YamlNode node) {
        return node instanceof YamlMap map ? Optional.of(map) : Optional.empty();
    }

    /** Rather than a field without a value, or a mapping that says nothing. */
    private static boolean isGiven(YamlNode node) {
        return node instanceof YamlScalar scalar ? !scalar.isNull() : node instanceof YamlList;
    }

    private static boolean isEmpty(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar.text().isEmpty() || scalar.value().equals(new ScalarValue.Bool(false));
        }
        return node instanceof YamlList list && list.items().isEmpty()
                || node instanceof YamlMap map && map.entries().isEmpty();
    }
}
