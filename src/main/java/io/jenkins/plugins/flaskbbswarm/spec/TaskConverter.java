package io.jenkins.plugins.flaskbbswarm.spec;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Placement;
import io.jenkins.plugins.flaskbbswarm.stack.Resources;
import io.jenkins.plugins.flaskbbswarm.stack.RestartPolicy;
import io.jenkins.plugins.flaskbbswarm.stack.Service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a service says of its tasks as a whole: where and how often they run, and what they may use. */
final class TaskConverter {
    private static final Set<String> BUILT_IN = Set.of("default", "bridge", "host", "none");

    private final Service service;
    private final Names names;

    TaskConverter(Service service, Names names) {
        this.service = service;
        this.names = names;
    }

    Body convert(Body container) {
        return new Body()
                .object("ContainerSpec", container)
                .object("LogDriver", service.logging().map(TaskConverter::logDriver))
                .object("Resources", resources())
                .object("RestartPolicy", restartPolicy().map(TaskConverter::restart))
                .object("Placement", placement(service.deploy().placement()))
                .objects("Networks", networks())
                .numberAlways("ForceUpdate", 0);
    }

    private static Body logDriver(Logging logging) {
        return new Body().text("Name", logging.driver()).texts("Options", logging.options());
    }

    private Body resources() {
        return new Body()
                .object("Limits", service.deploy().limits().map(TaskConverter::resources))
                .object("Reservations", service.deploy().reservations().map(TaskConverter::resources));
    }

    private static Body resources(Resources resources) {
        List<Body> generic = resources.generic().stream()
                .map(each -> new Body().text("Kind", each.kind()).number("Value", each.value()))
                .map(each -> new Body().object("DiscreteResourceSpec", each))
                .toList();
        return new Body()
                .number("NanoCPUs", resources.nanoCpus())
                .number("MemoryBytes", resources.memory())
                .number("Pids", resources.pids())
                .objects("GenericResources", generic);
    }

    private Optional<RestartPolicy> restartPolicy() {
        return service.deploy().restartPolicy().or(() -> ContainerRestart.toPolicy(service.restart()));
    }

    private static Body restart(RestartPolicy policy) {
        return new Body()
                .text("Condition", policy.condition())
                .nanoseconds("Delay", policy.delay())
                .number("MaxAttempts", policy.maxAttempts())
                .nanoseconds("Window", policy.window());
    }

    private static Body placement(Placement placement) {
        List<Body> preferences = placement.spread().stream()
                .map(descriptor -> new Body().textAlways("SpreadDescriptor", descriptor))
                .map(spread -> new Body().object("Spread", spread))
                .toList();
        return new Body()
                .texts("Constraints", placement.constraints())
                .objects("Preferences", preferences)
                .number("MaxReplicas", placement.maxReplicasPerNode());
    }

    private List<Body> networks() {
        Map<String, Attachment> attachments = service.networks().isEmpty()
                ? Map.of(NetworkConverter.DEFAULT, new Attachment(List.of(), Map.of(), false, Map.of()))
                : service.networks();
        return attachments.entrySet().stream()
                .sorted(Comparator.comparing(entry -> names.network(entry.getKey())))
                .map(entry -> attachment(names.network(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Services find each other by key: an alias on each network but the engine's own. */
    private Body attachment(String target, Attachment attachment) {
        List<String> aliases = new ArrayList<>(attachment.aliases());
        if (!BUILT_IN.contains(target) && !target.startsWith("container:")) {
            aliases.add(service.name());
        }
        return new Body()
                .text("Target", target)
                .texts("Aliases", aliases)
                .texts("DriverOpts", attachment.driverOptions());
    }
}
