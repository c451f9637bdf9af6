package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.read.ItemKeys;
import io.jenkins.plugins.flaskbbswarm.compose.read.Section;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts one tree over another by the rules of the Compose Specification: mappings by key, lists appended, single values
 * replaced, with its exceptions. {@code extends} and {@code include} merge so; several files with {@code -c} are merged
 * as docker CLI 28 does it, by {@link StackMerge}.
 */
final class TreeMerge {
    private static final Set<String> SECTIONS = Set.of("services", "networks", "volumes", "secrets", "configs");
    private static final Set<String> REPLACED = services("command", "entrypoint", "healthcheck.test");
    private static final Set<String> PAIRS =
            services("environment", "labels", "annotations", "sysctls", "deploy.labels", "build.args", "build.labels");
    private static final Set<String> NAMES = services("depends_on", "networks", "models");
    private static final Set<String> TEXT_OR_LIST =
            services("dns", "dns_search", "dns_opt", "env_file", "label_file", "tmpfs", "extra_hosts");
    private static final Set<String> DISTINCT = services(
            "dns",
            "dns_search",
            "dns_opt",
            "env_file",
            "tmpfs",
            "extra_hosts",
            "ports",
            "volumes",
            "secrets",
            "configs",
            "cap_add",
            "cap_drop",
            "expose",
            "links",
            "external_links",
            "security_opt",
            "profiles",
            "devices");

    private final ReadContext reading;

    TreeMerge(ReadContext reading) {
        this.reading = reading;
    }

    private static Set<String> services(String... fields) {
        return Set.of(Arrays.stream(fields).map(field -> "services.*." + field).toArray(String[]::new));
    }

    YamlMap files(YamlMap base, YamlMap over) {
        return (YamlMap) merge(base, over, "", "");
    }

    YamlMap service(String name, YamlMap base, YamlMap over) {
        return (YamlMap) merge(base, over, "services." + name, "services.*");
    }

    private YamlNode merge(YamlNode base, YamlNode over, String path, String pattern) {
        if (REPLACED.contains(pattern) || Section.isNull(base) || pattern.startsWith("services.*.ulimits.")) {
            return over;
        }
        if (Section.isNull(over)) {
            return base;
        }
        if (PAIRS.contains(pattern) || NAMES.contains(pattern)) {
            return merged(byName(base, pattern), byName(over, pattern), path, pattern);
        }
        if (TEXT_OR_LIST.contains(pattern)) {
            return merged(asList(base), asList(over), path, pattern);
        }
        return merged(base, over, path, pattern);
    }

    private YamlNode merged(YamlNode base, YamlNode over, String path, String pattern) {
        if (base instanceof YamlMap below && over instanceof YamlMap above) {
            boolean isOther = pattern.equals("services.*.logging") && areOtherDrivers(below, above);
            return isOther ? above : maps(below, above, path, pattern);
        }
        if (base instanceof YamlList below && over instanceof YamlList above) {
            return lists(below, above, pattern);
        }
        if (!(base instanceof YamlScalar) || !(over instanceof YamlScalar)) {
            noteMismatch(base, over, path, pattern);
        }
        return over;
    }

    /** What {@code build} says does not matter here, so its short form may meet its long one. */
    private void noteMismatch(YamlNode base, YamlNode over, String path, String pattern) {
        if (!pattern.startsWith("services.*.build")) {
            reading.error(
                    over.location(),
                    path,
                    "is " + over.describe() + ", and " + base.describe() + " at " + base.location()
                            + " that it goes over",
                    "write both in the same form");
        }
    }

    /** Options of one log driver mean nothing to another. */
    private static boolean areOtherDrivers(YamlMap base, YamlMap over) {
        Optional<String> before = text(base, "driver");
        Optional<String> after = text(over, "driver");
        return before.isPresent() && after.isPresent() && !before.equals(after);
    }

    private static Optional<String> text(YamlMap map, String key) {
        return Trees.texts(map.get(key)).stream().map(YamlScalar::text).findFirst();
    }

    private YamlMap maps(YamlMap base, YamlMap over, String path, String pattern) {
        Map<String, YamlMap.Entry> all = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> {
            String inner = join(pattern, SECTIONS.contains(pattern) ? "*" : key);
            all.merge(
                    key,
                    entry,
                    (below, above) -> new YamlMap.Entry(
                            above.key(), merge(below.value(), above.value(), join(path, key), inner)));
        });
        return new YamlMap(over.location(), all);
    }

    private static String join(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }

    /** The items in order; of those that mean the same thing the last counts, at the place of the first. */
    private static YamlList lists(YamlList base, YamlList over, String pattern) {
        List<YamlNode> items = new ArrayList<>(base.items());
        items.addAll(over.items());
        if (!DISTINCT.contains(pattern) && !pattern.endsWith(".aliases")) {
            return new YamlList(over.location(), items);
        }
        Map<Object, YamlNode> distinct = new LinkedHashMap<>();
        String field = pattern.substring(pattern.lastIndexOf('.') + 1);
        items.forEach(item -> distinct.put(ItemKeys.of(field, item), item));
        return new YamlList(over.location(), List.copyOf(distinct.values()));
    }

    /** A list of {@code NAME=value}, or of names, as the mapping that it means. */
    private static YamlNode byName(YamlNode node, String pattern) {
        if (!(node instanceof YamlList list)) {
            return node;
        }
        boolean arePairs = PAIRS.contains(pattern);
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        for (YamlNode item : list.items()) {
            if (!(item instanceof YamlScalar scalar)) {
                return node;
            }
            int cut = arePairs ? scalar.text().indexOf('=') : -1;
            String name = cut < 0 ? scalar.text() : scalar.text().substring(0, cut);
            YamlNode value = cut < 0
                    ? YamlScalar.nothing(scalar.location())
                    : scalar.withValue(new ScalarValue.Text(scalar.text().substring(cut + 1)));
            entries.put(name, new YamlMap.Entry(scalar.withValue(new ScalarValue.Text(name)), value));
        }
        return new YamlMap(list.location(), entries);
    }

    /** A text as a list of one, and a mapping of hosts as {@code host=address}. */
    private static YamlNode asList(YamlNode node) {
        if (node instanceof YamlMap map) {
            List<YamlNode> items = new ArrayList<>();
            map.entries().forEach((key, entry) -> Trees.texts(Optional.of(entry.value()))
                    .forEach(value -> items.add(value.withValue(new ScalarValue.Text(key + "=" + value.text())))));
            return new YamlList(map.location(), items);
        }
        return node instanceof YamlScalar ? new YamlList(node.location(), List.of(node)) : node;
    }
}
