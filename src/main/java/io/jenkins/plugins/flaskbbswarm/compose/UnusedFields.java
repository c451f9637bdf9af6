package io.jenkins.plugins.flaskbbswarm.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Fields of a service that a swarm has no use for. Those that docker CLI 28 names when it ignores them, and those that
 * it drops in silence, are kept to be printed and warned about, each with what to do instead.
 */
final class UnusedFields {
    private static final Map<String, Unused> UNUSED = new LinkedHashMap<>();

    private record Unused(BiConsumer<Section, String> type, String remedy) {}

    static {
        String meaningless = "remove the field";
        unused(UnusedFields::build, "build and push the image, and name it in 'image'", "build");
        unused(Section::text, meaningless, "cgroupns_mode", "cgroup_parent", "domainname", "ipc", "mac_address");
        unused(Section::text, "the engine names containers; remove the field", "container_name");
        unused(Section::text, "use 'networks'", "network_mode");
        unused(Section::nullable, meaningless, "pid");
        unused(Section::text, meaningless, "userns_mode");
        unused(Section::distinctTexts, "mount what is needed below 'volumes'", "devices");
        unused(Section::distinctTexts, "services of one network find each other by name", "links", "external_links");
        unused(Section::items, "services of one network reach each other on every port", "expose");
        unused(Section::isTrue, "add single capabilities with cap_add", "privileged");
        unused(Section::distinctTexts, meaningless, "security_opt");
        unused(Section::node, "mount a tmpfs with a size at /dev/shm", "shm_size");
        unused(Section::integer, "docker stack deploy drops it too", "oom_score_adj");
    }

    private static final UnknownFields UNKNOWN = new UnknownFields(
            false,
            all(
                    "remove the field",
                    "annotations",
                    "attach",
                    "develop",
                    "dns_opt",
                    "label_file",
                    "oom_kill_disable",
                    "platform",
                    "profiles",
                    "pull_policy",
                    "storage_opt",
                    "uts"),
            refused());

    private UnusedFields() {}

    private static void unused(BiConsumer<Section, String> type, String remedy, String... names) {
        for (String name : names) {
            UNUSED.put(name, new Unused(type, remedy));
        }
    }

    private static Map<String, String> all(String remedy, String... names) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : names) {
            all.put(name, remedy);
        }
        return all;
    }

    private static Map<String, String> refused() {
        Map<String, String> refused = all(
                "set deploy.resources.limits instead",
                "cpu_quota",
                "cpu_shares",
                "cpuset",
                "mem_limit",
                "memswap_limit",
                "cpus",
                "cpu_count",
                "cpu_percent",
                "cpu_period",
                "mem_swappiness",
                "pids_limit");
        refused.putAll(all("set deploy.resources.reservations instead", "mem_reservation", "gpus"));
        refused.put("scale", "set deploy.replicas instead");
        refused.put("extends", "use YAML anchors, or a second file with -c");
        refused.put("volume_driver", "name the driver of the volume below the top-level 'volumes'");
        refused.put("volumes_from", "declare a volume below the top-level 'volumes' and mount it in both services");
        refused.put("group_add", "set 'user' to user:group");
        refused.put("runtime", "make it the default runtime of the nodes that run the service");
        refused.put("post_start", "do this in the image's entry point");
        refused.put("pre_stop", "do this in the image's entry point, on its stop signal");
        return refused;
    }

    /** Reads what is left of a service after all fields that matter. */
    static Map<String, Object> read(Section in) {
        Map<String, Object> unused = new TreeMap<>();
        UNUSED.forEach((name, field) -> {
            if (in.has(name)) {
                field.type.accept(in, name);
                in.warn(name, "has no effect in a swarm", field.remedy);
                in.nullable(name).ifPresent(node -> unused.put(name, Plain.of(node)));
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
