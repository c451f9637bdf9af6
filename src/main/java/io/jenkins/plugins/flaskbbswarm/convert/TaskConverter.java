package io.jenkins.plugins.flaskbbswarm.convert;

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
    private final ObjectNames names;

    TaskConverter(Service service, ObjectNames names) {
        this.service = service;
        this.names = names;
    }

    JsonObjectBuilder convert(JsonObjectBuilder container) {
        return new JsonObjectBuilder()
                .object("ContainerSpec", container)
                .object("LogDriver", service.logging().map(TaskConverter::logDriver))
                .object("Resources", resources())
                .object("RestartPolicy", restartPolicy().map(TaskConverter::restart))
                .object("Placement", placement(service.deploy().placement()))
                .objects("Networks", networks())
                .numberAlways("ForceUpdate", 0);
    }

    private static JsonObjectBuilder logDriver(Logging logging) {
        return new JsonObjectBuilder().text("Name", logging.driver()).texts("Options", logging.options());
    }

    private JsonObjectBuilder resources() {
        return new JsonObjectBuilder()
                .object("Limits", service.deploy().limits().map(TaskConverter::resources))
                .object("Reservations", service.deploy().reservations().map(TaskConverter::resources));
    }

    private static JsonObjectBuilder resources(Resources resources) {
        List<JsonObjectBuilder> generic = resources.generic().stream()
                .map(each -> new JsonObjectBuilder().text("Kind", each.kind()).number("Value", each.value()))
                .map(each -> new JsonObjectBuilder().object("DiscreteResourceSpec", each))
                .toList();
        return new JsonObjectBuilder()
                .number("NanoCPUs", resources.nanoCpus())
                .number("MemoryBytes", resources.memory())
                .number("Pids", resources.pids())
                .objects("GenericResources", generic);
    }

    private Optional<RestartPolicy> restartPolicy() {
        return service.deploy().restartPolicy().or(() -> ContainerRestart.toPolicy(service.restart()));
    }

    private static JsonObjectBuilder restart(RestartPolicy policy) {
        return new JsonObjectBuilder()
                .text("Condition", policy.condition())
                .nanoseconds("Delay", policy.delay())
                .number("MaxAttempts", policy.maxAttempts())
                .nanoseconds("Window", policy.window());
    }

    private static JsonObjectBuilder placement(Placement placement) {
        List<JsonObjectBuilder> preferences = placement.spread().stream()
                .map(descriptor -> new JsonObjectBuilder().textAlways("SpreadDescriptor", descriptor))
                .map(spread -> new JsonObjectBuilder().object("Spread", spread))
                .toList();
        return new JsonObjectBuilder()
                .texts("Constraints", placement.constraints())
                .objects("Preferences", preferences)
                .number("MaxReplicas", placement.maxReplicasPerNode());
    }

    private List<JsonObjectBuilder> networks() {
        Map<String, Attachment> attachments = service.networks().isEmpty()
                ? Map.of(NetworkConverter.DEFAULT, new Attachment(List.of(), Map.of(), false, Map.of()))
                : service.networks();
        return attachments.entrySet().stream()
                .sorted(Comparator.comparing(entry -> names.network(entry.getKey())))
                .map(entry -> attachment(names.network(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Services find each other by key: an alias on each network but the engine's own. */
    private JsonObjectBuilder attachment(String target, Attachment attachment) {
        List<String> aliases = new ArrayList<>(attachment.aliases());
        if (!BUILT_IN.contains(target) && !target.startsWith("container:")) {
            aliases.add(service.name());
        }
        return new JsonObjectBuilder()
                .text("Target", target)
                .texts("Aliases", aliases)
                .texts("DriverOpts", attachment.driverOptions());
    }
}
