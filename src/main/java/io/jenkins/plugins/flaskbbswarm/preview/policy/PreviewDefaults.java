package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What each service of a preview gets that says nothing itself: limits, a bounded log, nodes that are not managers, no raw
 * sockets. On networks that others share it is known by its full name only, since `redis` there is somebody else's.
 */
public final class PreviewDefaults {
    private static final long RESERVED_CPUS = 50_000_000;
    private static final long RESERVED_MEMORY = 64L << 20;
    private static final long TMPFS = 64L << 20;
    private static final int LOG_FILES = 3;
    private static final String RAW_SOCKETS = "CAP_NET_RAW";

    private final PreviewSettings settings;

    public PreviewDefaults(PreviewSettings settings) {
        this.settings = settings;
    }

    /** The same service with what it lacks. */
    public DesiredService fill(DesiredService service) {
        ObjectNode body = service.body().deepCopy();
        ObjectNode task = body.withObject("/TaskTemplate");
        limit(task.withObject("/Resources"));
        dropRawSockets(task.withObject("/ContainerSpec"));
        task.at("/ContainerSpec/Mounts").forEach(PreviewDefaults::limitTmpfs);
        boundLog(task);
        place(task);
        task.path("Networks").forEach(network -> hideKey(service.key(), network));
        return new DesiredService(service.key(), service.name(), service.image(), service.dependsOn(), body);
    }

    private void limit(ObjectNode resources) {
        PreviewSettings.Task usual = settings.limits().task();
        ObjectNode limits = resources.withObject("/Limits");
        setIfUnlimited(limits, "NanoCPUs", usual.nanoCpus());
        setIfUnlimited(limits, "MemoryBytes", usual.memory());
        setIfUnlimited(limits, "Pids", usual.pids());
        ObjectNode reserved = resources.withObject("/Reservations");
        setIfUnlimited(
                reserved,
                "NanoCPUs",
                Math.min(RESERVED_CPUS, limits.path("NanoCPUs").asLong()));
        setIfUnlimited(
                reserved,
                "MemoryBytes",
                Math.min(RESERVED_MEMORY, limits.path("MemoryBytes").asLong()));
    }

    private static void setIfUnlimited(ObjectNode limits, String name, long value) {
        if (limits.path(name).asLong() <= 0) {
            limits.put(name, value);
        }
    }

    /** With them it could answer for its neighbours' addresses on a network that others share, whatever its names. */
    private static void dropRawSockets(ObjectNode container) {
        ArrayNode dropped = container.withArray("/CapabilityDrop");
        Set<String> present = new HashSet<>();
        dropped.forEach(capability -> present.add(capability.asText()));
        if (!present.contains("ALL") && present.add(RAW_SOCKETS)) {
            dropped.add(RAW_SOCKETS);
        }
    }

    private static void limitTmpfs(JsonNode mount) {
        if (mount.path("Type").asText().equals("tmpfs")) {
            setIfUnlimited(((ObjectNode) mount).withObject("/TmpfsOptions"), "SizeBytes", TMPFS);
        }
    }

    private void boundLog(ObjectNode task) {
        ObjectNode driver = task.withObject("/LogDriver");
        if (!driver.has("Name")) {
            driver.put("Name", "json-file");
        }
        if (driver.path("Name").asText().equals("none")) {
            return;
        }
        ObjectNode options = driver.withObject("/Options");
        if (!options.has("max-size")) {
            options.put("max-size", settings.limits().task().log() / LOG_FILES / 1024 + "k");
            options.put("max-file", Integer.toString(LOG_FILES));
        }
    }

    /** A constraint of its own narrows the choice, and never widens it. */
    private void place(ObjectNode task) {
        ArrayNode constraints = task.withObject("/Placement").withArray("/Constraints");
        Set<String> present = new HashSet<>();
        constraints.forEach(constraint -> present.add(ServicePolicy.spaceless(constraint.asText())));
        settings.policy().placement().stream()
                .filter(constraint -> present.add(ServicePolicy.spaceless(constraint)))
                .forEach(constraints::add);
    }

    /** A stack's service answers to its key on all of its networks, as the docker CLI has it. */
    private void hideKey(String key, JsonNode network) {
        if (isShared(settings, network.path("Target").asText())) {
            List<String> others = new ArrayList<>();
            network.path("Aliases").forEach(alias -> others.add(alias.asText()));
            others.removeIf(key::equals);
            ArrayNode aliases = ((ObjectNode) network).putArray("Aliases");
            others.forEach(aliases::add);
        }
    }

    /** @param network its name on the engine */
    static boolean isShared(PreviewSettings settings, String network) {
        return !network.startsWith(settings.stack().scope(""));
    }
}
