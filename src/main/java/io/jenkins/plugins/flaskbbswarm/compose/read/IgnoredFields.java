package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Fields of a service that a swarm has no use for. Those that docker CLI 28 names when it ignores them, and those that
 * it drops in silence, are kept to be printed and warned about, each with what to do instead.
 */
final class IgnoredFields {
    private static final String SERVICE = "services.*";
    private static final Map<String, BiConsumer<Section, String>> UNUSED = new LinkedHashMap<>();

    static {
        unused(IgnoredFields::build, "build");
        unused(Section::text, "cgroupns_mode", "cgroup_parent", "domainname", "ipc", "mac_address", "container_name");
        unused(Section::text, "network_mode", "userns_mode");
        unused(Section::nullable, "pid");
        unused(Section::distinctTexts, "devices", "links", "external_links", "security_opt");
        unused(Section::items, "expose");
        unused(Section::isTrue, "privileged");
        unused(Section::node, "shm_size");
        unused(Section::integer, "oom_score_adj");
    }

    private static final UnknownFields UNKNOWN = FieldSupport.below(SERVICE);

    private IgnoredFields() {}

    private static void unused(BiConsumer<Section, String> type, String... names) {
        for (String name : names) {
            UNUSED.put(name, type);
        }
    }

    /** Reads what is left of a service after all fields that matter. */
    static Map<String, Object> read(Section in) {
        Map<String, Object> unused = new TreeMap<>();
        UNUSED.forEach((name, type) -> {
            if (in.has(name)) {
                type.accept(in, name);
                in.warn(name, "has no effect in a swarm", FieldSupport.remedy(SERVICE + "." + name));
                in.nullable(name).ifPresent(node -> unused.put(name, PlainValues.of(node)));
            }
        });
        unused.putAll(in.finish(UNKNOWN));
        return unused;
    }

    /** A text, or a mapping of whatever a builder takes. */
    private static void build(Section in, String name) {
        in.nullable(name);
    }
}
