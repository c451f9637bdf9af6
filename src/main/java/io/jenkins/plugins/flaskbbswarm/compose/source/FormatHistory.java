package io.jenkins.plugins.flaskbbswarm.compose.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Since which version of the format a field exists (the differences between docker CLI 28's schemas). */
public final class FormatHistory {
    private static final Map<String, Integer> SINCE = new HashMap<>();
    private static final Map<String, Integer> EXTENSIBLE =
            Map.of("", 4, "services.*", 7, "networks.*", 7, "volumes.*", 7, "secrets.*", 7, "configs.*", 7);

    static {
        since(1, "secrets", "services.*.secrets");
        since(2, "services.*.deploy.endpoint_mode", "networks.*.attachable", "services.*.build.cache_from");
        since(
                3,
                "configs",
                "services.*.configs",
                "services.*.credential_spec",
                "services.*.deploy.placement.preferences",
                "services.*.build.labels",
                "networks.*.labels",
                "volumes.*.labels");
        since(
                4,
                "services.*.deploy.update_config.order",
                "services.*.healthcheck.start_period",
                "services.*.build.network",
                "services.*.build.target",
                "volumes.*.name");
        since(
                5,
                "services.*.isolation",
                "services.*.build.shm_size",
                "services.*.deploy.resources.reservations.generic_resources",
                "networks.*.name",
                "secrets.*.name",
                "configs.*.name");
        since(7, "services.*.init", "services.*.deploy.rollback_config");
        since(
                8,
                "services.*.credential_spec.config",
                "services.*.deploy.placement.max_replicas_per_node",
                "secrets.*.driver",
                "secrets.*.driver_opts",
                "secrets.*.template_driver",
                "configs.*.template_driver");
        since(9, "services.*.cgroupns_mode", "services.*.build.extra_hosts", "services.*.deploy.resources.limits.pids");
        since(12, "services.*.healthcheck.start_interval");
        since(13, "services.*.oom_score_adj", "services.*.networks.*.driver_opts");
    }

    private FormatHistory() {}

    private static void since(int minor, String... patterns) {
        for (String pattern : patterns) {
            SINCE.put(pattern, minor);
        }
    }

    /** The first version that knows a field, whose path has {@code *} for names and {@code []} for list items. */
    public static FormatVersion since(String pattern) {
        return new FormatVersion(SINCE.getOrDefault(pattern, 0));
    }

    /** The first version in which a mapping, or the file itself, may have {@code x-} fields; empty for none. */
    public static Optional<FormatVersion> extensionsSince(String pattern) {
        return Optional.ofNullable(EXTENSIBLE.get(pattern)).map(FormatVersion::new);
    }
}
