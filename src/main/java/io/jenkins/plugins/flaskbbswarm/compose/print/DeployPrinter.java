package io.jenkins.plugins.flaskbbswarm.compose.print;

import io.jenkins.plugins.flaskbbswarm.stack.Deploy;
import io.jenkins.plugins.flaskbbswarm.stack.Placement;
import io.jenkins.plugins.flaskbbswarm.stack.Resources;
import io.jenkins.plugins.flaskbbswarm.stack.RestartPolicy;
import io.jenkins.plugins.flaskbbswarm.stack.UpdatePolicy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prints how a service is spread over the swarm. */
final class DeployPrinter {
    private DeployPrinter() {}

    static YamlObjectBuilder print(Deploy deploy) {
        YamlObjectBuilder resources = new YamlObjectBuilder()
                .tree("limits", deploy.limits().map(DeployPrinter::resources))
                .tree("reservations", deploy.reservations().map(DeployPrinter::resources));
        return new YamlObjectBuilder()
                .text("mode", deploy.mode())
                .optional("replicas", deploy.replicas())
                .texts("labels", deploy.labels())
                .tree("update_config", deploy.update().map(DeployPrinter::update))
                .tree("rollback_config", deploy.rollback().map(DeployPrinter::update))
                .tree("resources", resources)
                .tree("restart_policy", deploy.restartPolicy().map(DeployPrinter::restart))
                .tree("placement", placement(deploy.placement()))
                .text("endpoint_mode", deploy.endpointMode());
    }

    private static YamlObjectBuilder update(UpdatePolicy policy) {
        return new YamlObjectBuilder()
                .optional("parallelism", policy.parallelism())
                .duration("delay", notZero(policy.delay()))
                .text("failure_action", policy.failureAction())
                .duration("monitor", notZero(policy.monitor()))
                .optional(
                        "max_failure_ratio",
                        Optional.of(policy.maxFailureRatio()).filter(ratio -> ratio != 0))
                .text("order", policy.order());
    }

    private static Optional<Duration> notZero(Duration duration) {
        return Optional.of(duration).filter(given -> !given.isZero());
    }

    private static YamlObjectBuilder resources(Resources resources) {
        List<YamlObjectBuilder> generic = resources.generic().stream()
                .map(each -> new YamlObjectBuilder()
                        .tree(
                                "discrete_resource_spec",
                                new YamlObjectBuilder()
                                        .text("kind", each.kind())
                                        .number("value", each.value())))
                .toList();
        return new YamlObjectBuilder()
                .text("cpus", resources.cpus())
                .text("memory", resources.memory() == 0 ? "" : Long.toString(resources.memory()))
                .number("pids", resources.pids())
                .trees("generic_resources", generic);
    }

    private static YamlObjectBuilder restart(RestartPolicy policy) {
        return new YamlObjectBuilder()
                .text("condition", policy.condition())
                .duration("delay", policy.delay())
                .optional("max_attempts", policy.maxAttempts())
                .duration("window", policy.window());
    }

    private static YamlObjectBuilder placement(Placement placement) {
        return new YamlObjectBuilder()
                .texts("constraints", placement.constraints())
                .trees(
                        "preferences",
                        placement.spread().stream()
                                .map(descriptor -> new YamlObjectBuilder().text("spread", descriptor))
                                .toList())
                .number("max_replicas_per_node", placement.maxReplicasPerNode());
    }
}
