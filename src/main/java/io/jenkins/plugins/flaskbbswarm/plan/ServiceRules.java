package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the engine refuses in the spec of a service, whatever else the swarm holds: after swarmkit's control API. */
final class ServiceRules {
    /** What services and networks may be called. */
    static final Pattern DNS_NAME = Pattern.compile("[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*");

    private static final Pattern CONSTRAINT = Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9\\-_.]+)\\s*(?:==|!=)"
            + "\\s*[a-zA-Z0-9:\\-_\\s.*()?+\\[\\]\\\\^$|/]*[a-zA-Z0-9:\\-_.*()?+\\[\\]\\\\^$|/]\\s*");
    private static final long LEAST_MEMORY = 4 << 20;
    private static final long LEAST_NANO_CPUS = 1_000_000;
    private static final long MILLISECOND = 1_000_000;
    private static final Set<String> CHECKS = Set.of("", "NONE", "CMD", "CMD-SHELL");

    private final JsonNode spec;
    private final Complaints complaints;

    private ServiceRules(JsonNode spec, Complaints complaints) {
        this.spec = spec;
        this.complaints = complaints;
    }

    static List<String> problems(DesiredService service) {
        Complaints complaints = new Complaints("services." + service.key());
        ServiceRules rules = new ServiceRules(service.body(), complaints);
        rules.name(service.name());
        rules.mode();
        rules.endpoint();
        rules.restartPolicy();
        rules.update("UpdateConfig", "deploy.update_config");
        rules.update("RollbackConfig", "deploy.rollback_config");
        rules.resources("Limits", "deploy.resources.limits");
        rules.resources("Reservations", "deploy.resources.reservations");
        rules.healthCheck();
        rules.constraints();
        JsonNode container = service.body().at("/TaskTemplate/ContainerSpec");
        new MountRules(container, complaints).check();
        new ContainerRules(container, complaints).check();
        return complaints.all();
    }

    private void name(String name) {
        if (!DNS_NAME.matcher(name).matches()) {
            complaints.add(
                    "(name)",
                    "the engine takes no service called '" + name + "'",
                    "use letters, digits, '-' and '_' in the stack's name and the service's key, without a dot, and"
                            + " end with a letter or digit");
        }
    }

    private void mode() {
        boolean job =
                spec.path("Mode").has("ReplicatedJob") || spec.path("Mode").has("GlobalJob");
        complaints.addIf(
                job && spec.path("UpdateConfig").isObject(),
                "deploy.update_config",
                "a job has no updates, and the engine refuses it",
                "remove update_config");
    }

    private void endpoint() {
        JsonNode endpoint = spec.path("EndpointSpec");
        String mode = endpoint.path("Mode").asText("vip");
        complaints.addIf(
                !Set.of("", "vip", "dnsrr").contains(mode),
                "deploy.endpoint_mode",
                "unknown endpoint mode '" + mode + "'",
                "write vip or dnsrr");
        Set<String> published = new HashSet<>();
        for (PublishedPort port : PublishedPort.of(spec)) {
            complaints.addIf(
                    !published.add(port.toString()),
                    "ports",
                    "the port " + port + " is published twice",
                    "remove one, or publish another port");
            complaints.addIf(
                    mode.equals("dnsrr") && !port.isHost(),
                    "ports",
                    "the port " + port + " is published in mode ingress, which needs a virtual IP, and endpoint_mode is"
                            + " dnsrr",
                    "publish it with mode: host, or use endpoint_mode: vip");
        }
    }

    private void restartPolicy() {
        JsonNode policy = spec.at("/TaskTemplate/RestartPolicy");
        String condition = policy.path("Condition").asText();
        complaints.addIf(
                !Set.of("", "none", "on-failure", "any").contains(condition),
                "deploy.restart_policy.condition",
                "unknown restart condition '" + condition + "'",
                "write none, on-failure or any");
        notNegative(policy, "Delay", "deploy.restart_policy.delay");
        notNegative(policy, "Window", "deploy.restart_policy.window");
    }

    private void notNegative(JsonNode policy, String name, String field) {
        complaints.addIf(policy.path(name).asLong() < 0, field, "a time is not negative", "write a time from 0s on");
    }

    private void update(String name, String field) {
        JsonNode policy = spec.path(name);
        boolean rollback = name.equals("RollbackConfig");
        String action = policy.path("FailureAction").asText();
        complaints.addIf(
                !Set.of("", "pause", "continue", "rollback").contains(action),
                field + ".failure_action",
                "unknown failure action '" + action + "'",
                "write pause or continue" + (rollback ? "" : ", or rollback"));
        String order = policy.path("Order").asText();
        complaints.addIf(
                !Set.of("", "stop-first", "start-first").contains(order),
                field + ".order",
                "unknown update order '" + order + "'",
                "write stop-first or start-first");
        notNegative(policy, "Delay", field + ".delay");
        notNegative(policy, "Monitor", field + ".monitor");
        double ratio = policy.path("MaxFailureRatio").asDouble();
        complaints.addIf(
                !rollback && (ratio < 0 || ratio > 1),
                field + ".max_failure_ratio",
                "a ratio is from 0 to 1, not " + ratio,
                "write 0.1 for every tenth task");
    }

    private void resources(String name, String field) {
        JsonNode amount = spec.at("/TaskTemplate/Resources").path(name);
        long memory = amount.path("MemoryBytes").asLong();
        complaints.addIf(
                memory != 0 && memory < LEAST_MEMORY,
                field + ".memory",
                memory + " bytes are less than the engine takes",
                "write at least 4M");
        long cpus = amount.path("NanoCPUs").asLong();
        complaints.addIf(
                cpus != 0 && cpus < LEAST_NANO_CPUS,
                field + ".cpus",
                "it is less than the engine takes",
                "write at least 0.001");
    }

    private void healthCheck() {
        JsonNode check = spec.at("/TaskTemplate/ContainerSpec/Healthcheck");
        atLeastAMillisecond(check, "Interval", "interval");
        atLeastAMillisecond(check, "Timeout", "timeout");
        atLeastAMillisecond(check, "StartPeriod", "start_period");
        atLeastAMillisecond(check, "StartInterval", "start_interval");
        complaints.addIf(
                check.path("Retries").asLong() < 0,
                "healthcheck.retries",
                "a number of retries is not negative",
                "write 1 or more");
        String kind = check.path("Test").path(0).asText();
        complaints.addIf(
                !CHECKS.contains(kind),
                "healthcheck.test",
                "it begins with '" + kind + "', and the engine carries out no such check, so that no task gets healthy",
                "begin it with CMD, CMD-SHELL or NONE");
    }

    private void atLeastAMillisecond(JsonNode check, String name, String field) {
        long time = check.path(name).asLong();
        complaints.addIf(
                time != 0 && time < MILLISECOND,
                "healthcheck." + field,
                "the engine takes no time below a millisecond",
                "write at least 1ms");
    }

    private void constraints() {
        for (JsonNode constraint : spec.at("/TaskTemplate/Placement/Constraints")) {
            complaints.addIf(
                    !CONSTRAINT.matcher(constraint.asText()).matches(),
                    "deploy.placement.constraints",
                    "'" + constraint.asText() + "' is not a constraint",
                    "write it like node.role == manager or node.labels.disk != slow");
        }
    }
}
