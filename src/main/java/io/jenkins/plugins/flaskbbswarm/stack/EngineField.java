package io.jenkins.plugins.flaskbbswarm.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;

/**
 * The fields of a service spec that came after API 1.41, the oldest that we speak. An engine drops those that it does
 * not know without a word: what comes back differs from what was sent then, for ever. Measured on engine 20.10; the
 * versions are those of moby's API history. Options of bind mounts that containers have had since API 1.42 are dropped
 * by swarms all the same (measured on engine 26.1; moby of August 2026 does not hand them on either).
 */
public enum EngineField {
    START_INTERVAL(44, "25.0", "healthcheck.start_interval", "ContainerSpec.Healthcheck.StartInterval"),
    CREATE_MOUNTPOINT("volumes.bind.create_host_path", "ContainerSpec.Mounts.BindOptions.CreateMountpoint"),
    READ_ONLY_NON_RECURSIVE("volumes.bind.recursive", "ContainerSpec.Mounts.BindOptions.ReadOnlyNonRecursive"),
    READ_ONLY_RECURSIVE("volumes.bind.recursive", "ContainerSpec.Mounts.BindOptions.ReadOnlyForceRecursive"),
    SECCOMP(44, "25.0", "security_opt", "ContainerSpec.Privileges.Seccomp"),
    APP_ARMOR(44, "25.0", "security_opt", "ContainerSpec.Privileges.AppArmor"),
    NO_NEW_PRIVILEGES(44, "25.0", "security_opt", "ContainerSpec.Privileges.NoNewPrivileges"),
    SUBPATH(45, "26.0", "volumes.volume.subpath", "ContainerSpec.Mounts.VolumeOptions.Subpath"),
    OOM_SCORE_ADJ(46, "27.0", "oom_score_adj", "ContainerSpec.OomScoreAdj"),
    TMPFS_OPTIONS(46, "27.0", "volumes.tmpfs.options", "ContainerSpec.Mounts.TmpfsOptions.Options"),
    IMAGE_SUBPATH(48, "28.0", "volumes.image.subpath", "ContainerSpec.Mounts.ImageOptions"),
    SWAP(52, "29.0", "deploy.resources.limits.swap", "Resources.SwapBytes"),
    SWAPPINESS(52, "29.0", "deploy.resources.limits.swappiness", "Resources.MemorySwappiness");

    private static final int NEVER = Integer.MAX_VALUE;

    private final int since;
    private final String engine;
    private final String field;
    private final List<String> path;

    /** One that no engine has for services. */
    EngineField(String field, String path) {
        this(NEVER, "", field, path);
    }

    EngineField(int since, String engine, String field, String path) {
        this.since = since;
        this.engine = engine;
        this.field = field;
        this.path = List.of(("TaskTemplate." + path).split("\\."));
    }

    /** Its path in a service of a stack file. */
    public String field() {
        return field;
    }

    /** Which engines have it, for people. */
    public String needs() {
        return since == NEVER
                ? "no Docker Engine has it for services so far"
                : "it needs Docker Engine " + engine + " (API 1." + since + ") or newer";
    }

    /** Those that an engine drops with which this version was agreed on, such as {@code 1.41}. */
    public static List<EngineField> unknownTo(String apiVersion) {
        return Arrays.stream(values())
                .filter(field -> field.since > minor(apiVersion))
                .toList();
    }

    /** The second number of an API version, such as 41. */
    public static int minor(String apiVersion) {
        return Integer.parseInt(apiVersion.substring(apiVersion.indexOf('.') + 1));
    }

    /** Whether a service spec has it. */
    public boolean isIn(JsonNode spec) {
        return isIn(spec, path);
    }

    private static boolean isIn(JsonNode node, List<String> rest) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (isIn(item, rest)) {
                    return true;
                }
            }
            return false;
        }
        if (rest.isEmpty()) {
            return !isZero(node);
        }
        return isIn(node.path(rest.get(0)), rest.subList(1, rest.size()));
    }

    /** Engines keep no zeros, so leaving one out changes nothing. */
    private static boolean isZero(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isBoolean() && !value.asBoolean()
                || value.isNumber() && value.asDouble() == 0
                || value.isTextual() && value.asText().isEmpty();
    }

    /** Takes it out of a service spec. */
    public void removeFrom(ObjectNode spec) {
        remove(spec, path);
    }

    private static void remove(JsonNode node, List<String> rest) {
        if (node.isArray()) {
            node.forEach(item -> remove(item, rest));
        } else if (node instanceof ObjectNode object && rest.size() == 1) {
            object.remove(rest.get(0));
        } else if (rest.size() > 1) {
            remove(node.path(rest.get(0)), rest.subList(1, rest.size()));
        }
    }
}
