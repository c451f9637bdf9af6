package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rules for one service of a pull request's stack. Those that people meet have a sentence of their own; any field
 * that is not on the list at the end is refused too, so that what engines learn later is not allowed by accident.
 */
final class ServicePolicy {
    private static final Set<String> MOUNTS = Set.of("volume", "tmpfs");
    private static final Set<String> LOG_DRIVERS = Set.of("json-file", "local", "none");
    private static final Set<String> LOG_OPTIONS = Set.of("max-size", "max-file", "compress", "tag");

    /** Paths in what the engine is sent, without the numbers of list items. */
    private static final Pattern ALLOWED = Pattern.compile(String.join(
            "|",
            "/(Name|Labels/.*|Mode/Replicated(Job)?(/.*)?|UpdateConfig/.*|RollbackConfig/.*|EndpointSpec/Mode)",
            "/TaskTemplate/(ForceUpdate|RestartPolicy/.*|LogDriver/.*|Networks/(Target|Aliases))",
            "/TaskTemplate/Resources/(Limits|Reservations)/(NanoCPUs|MemoryBytes|Pids)",
            "/TaskTemplate/Placement/(Constraints|MaxReplicas|Preferences/.*)",
            "/TaskTemplate/ContainerSpec/(Image|Labels/.*|Command|Args|Env|Dir|User|Hostname|StopSignal"
                    + "|StopGracePeriod|TTY|OpenStdin|Init|ReadOnly|CapabilityDrop|Healthcheck/.*)",
            "/TaskTemplate/ContainerSpec/Privileges/(CredentialSpec|SELinuxContext|NoNewPrivileges)",
            "/TaskTemplate/ContainerSpec/(Secrets|Configs)/.*",
            "/TaskTemplate/ContainerSpec/Mounts/(Type|Source|Target|ReadOnly|TmpfsOptions/SizeBytes)",
            "/TaskTemplate/ContainerSpec/Mounts/VolumeOptions/(NoCopy|Subpath|Labels/.*)"));

    private final DesiredService service;
    private final PreviewSettings settings;
    private final List<String> violations;
    private final JsonNode task;
    private final JsonNode container;

    ServicePolicy(DesiredService service, PreviewSettings settings, List<String> violations) {
        this.service = service;
        this.settings = settings;
        this.violations = violations;
        this.task = service.body().path("TaskTemplate");
        this.container = task.path("ContainerSpec");
    }

    void check() {
        container.path("Mounts").forEach(this::checkMount);
        checkPorts();
        checkPrivileges();
        checkPlacement();
        checkLog();
        checkNames();
        checkOtherFields();
    }

    private void checkMount(JsonNode mount) {
        String type = mount.path("Type").asText();
        String source = mount.path("Source").asText();
        if (type.equals("bind") || type.equals("npipe")) {
            refuse("bind-mounts", "mounts " + source + " of its node", "use a volume or a config");
        } else if (mount.at("/VolumeOptions/DriverConfig").isObject() || type.equals("cluster")) {
            refuse("volumes", "has the volume " + source + " with a driver or options", "use a plain volume");
        } else if (type.equals("volume")
                && !source.isEmpty()
                && !source.startsWith(settings.stack().scope(""))) {
            refuse("volumes", "mounts the volume " + source + ", which is not its own", "use one of its own");
        } else if (!MOUNTS.contains(type)) {
            refuse("volumes", "has a mount of type " + type, "use type volume or tmpfs");
        }
        new LabelPolicy(
                        settings,
                        (rule, what, remedy) -> refuse(rule, "has the volume " + source + ", which " + what, remedy))
                .check(mount.at("/VolumeOptions/Labels"));
    }

    /** Names on networks that others share must be the preview's own: an alias `redis` there would be answered by it. */
    private void checkNames() {
        for (JsonNode network : task.path("Networks")) {
            String name = network.path("Target").asText();
            if (PreviewDefaults.isShared(settings, name)) {
                for (JsonNode alias : network.path("Aliases")) {
                    // The defaults take the key from the aliases.
                    if (!alias.asText().equals(service.key())) {
                        checkName(alias.asText(), name);
                    }
                }
                if (container.has("Hostname")) {
                    checkName(container.path("Hostname").asText(), name);
                }
            }
        }
    }

    private void checkName(String name, String network) {
        String own = settings.stack().name();
        boolean isOwn = name.equals(own) || name.startsWith(own + "-") || name.startsWith(own + "_");
        if (!isOwn) {
            refuse(
                    "names",
                    "calls itself " + name + " on the network " + network + ", which others share",
                    "remove the alias or 'hostname', or begin it with " + own + "-");
        }
    }

    private void checkPorts() {
        for (JsonNode port : service.body().at("/EndpointSpec/Ports")) {
            refuse(
                    "host-ports",
                    "publishes port " + port.path("TargetPort").asText() + " on the nodes",
                    "remove 'ports': a preview is reached through the proxy");
        }
    }

    private void checkPrivileges() {
        if (!container.path("CapabilityAdd").isEmpty()) {
            refuse(
                    "capabilities",
                    "wants the capabilities " + texts(container.path("CapabilityAdd")),
                    "remove 'cap_add'");
        }
        if (!container.path("Sysctls").isEmpty()) {
            refuse("sysctls", "sets sysctls", "remove 'sysctls'");
        }
        if (!container.path("Ulimits").isEmpty()) {
            refuse("ulimits", "sets ulimits", "remove 'ulimits'");
        }
        JsonNode privileges = container.path("Privileges");
        if (privileges.path("CredentialSpec").isObject()
                || privileges.path("SELinuxContext").isObject()) {
            refuse("privileged-options", "has a credential spec or a security context", "remove it");
        }
        if (container.has("Isolation")) {
            refuse("privileged-options", "chooses its isolation", "remove 'isolation'");
        }
    }

    private void checkPlacement() {
        for (JsonNode constraint : task.at("/Placement/Constraints")) {
            String text = constraint.asText();
            boolean allowed = settings.policy().constraints().stream()
                    .anyMatch(listed -> spaceless(listed).equals(spaceless(text)));
            if (!allowed) {
                refuse(
                        "placement",
                        "chooses its nodes with '" + text + "'",
                        "remove it, or list it under preview.policy.constraints");
            }
        }
        if (service.body().path("Mode").has("Global")
                || service.body().path("Mode").has("GlobalJob")) {
            refuse("placement", "runs on each node", "use 'mode: replicated'");
        }
        for (JsonNode resources : task.path("Resources")) {
            if (!resources.path("GenericResources").isEmpty()) {
                refuse("resources", "reserves generic resources", "remove 'generic_resources'");
            }
        }
    }

    private void checkLog() {
        String driver = task.at("/LogDriver/Name").asText("json-file");
        if (!LOG_DRIVERS.contains(driver)) {
            refuse("logging", "logs through the driver " + driver, "use json-file or local");
        }
        task.at("/LogDriver/Options").fieldNames().forEachRemaining(option -> {
            if (!LOG_OPTIONS.contains(option)) {
                refuse("logging", "sets the log option " + option, "leave max-size and max-file");
            }
        });
    }

    private void checkOtherFields() {
        Set<String> fields = new TreeSet<>();
        collect("", service.body(), fields);
        List<String> spoken = List.of(
                "/EndpointSpec/Ports",
                "/Mode/Global",
                "/TaskTemplate/ContainerSpec/CapabilityAdd",
                "/TaskTemplate/ContainerSpec/Sysctls",
                "/TaskTemplate/ContainerSpec/Ulimits",
                "/TaskTemplate/ContainerSpec/Isolation",
                "/TaskTemplate/ContainerSpec/Privileges/CredentialSpec",
                "/TaskTemplate/ContainerSpec/Mounts/VolumeOptions/DriverConfig",
                "/TaskTemplate/ContainerSpec/Mounts/BindOptions",
                "/TaskTemplate/ContainerSpec/Mounts/ClusterOptions",
                "/TaskTemplate/Resources/Limits/GenericResources",
                "/TaskTemplate/Resources/Reservations/GenericResources");
        fields.stream()
                .filter(field -> !ALLOWED.matcher(field).matches())
                .filter(field -> spoken.stream().noneMatch(field::startsWith))
                .forEach(field -> refuse("fields", "sets " + field.substring(1), "a preview may not; remove it"));
    }

    private static void collect(String path, JsonNode node, Set<String> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), fields));
        } else if (node.isArray()) {
            node.forEach(item -> collect(path, item, fields));
        } else if (!node.isObject()) {
            fields.add(path);
        }
    }

    static String spaceless(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return String.join(", ", texts);
    }

    private void refuse(String rule, String what, String remedy) {
        violations.add("The service " + service.key() + " " + what + " (rule " + rule + "); " + remedy);
    }
}
