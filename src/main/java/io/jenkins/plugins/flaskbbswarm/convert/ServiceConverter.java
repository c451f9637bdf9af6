package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.Deploy;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.stack.UpdatePolicy;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A service to what {@code POST /services/create} takes (docker CLI 28 {@code convert.Service}). */
final class ServiceConverter {
    private final Namespace namespace;
    private final Stack stack;
    private final ObjectNames names;
    private final Service service;

    ServiceConverter(Namespace namespace, Stack stack, ObjectNames names, Service service) {
        this.namespace = namespace;
        this.stack = stack;
        this.names = names;
        this.service = service;
    }

    DesiredService convert() {
        String name = namespace.scope(service.name());
        ImageReference image = ImageReference.parse(service.image());
        return new DesiredService(
                service.name(),
                name,
                image,
                service.dependsOn(),
                body(name, image).node());
    }

    private JsonObjectBuilder body(String name, ImageReference image) {
        Deploy deploy = service.deploy();
        return new JsonObjectBuilder()
                .textAlways("Name", name)
                .textsAlways("Labels", DockerLabels.ofService(namespace, deploy.labels(), service.image()))
                .object("TaskTemplate", task(image))
                .object("Mode", mode(deploy))
                .object("UpdateConfig", deploy.update().map(ServiceConverter::update))
                .object("RollbackConfig", deploy.rollback().map(ServiceConverter::update))
                .object("EndpointSpec", endpoint());
    }

    private JsonObjectBuilder task(ImageReference image) {
        JsonObjectBuilder container = new ContainerConverter(namespace, stack, names, service).convert(image);
        return new TaskConverter(service, names).convert(container);
    }

    private static JsonObjectBuilder mode(Deploy deploy) {
        JsonObjectBuilder mode = new JsonObjectBuilder();
        return switch (deploy.mode()) {
            case "global" -> mode.object("Global", new JsonObjectBuilder());
            case "global-job" -> mode.object("GlobalJob", new JsonObjectBuilder());
            case "replicated-job" ->
                mode.object(
                        "ReplicatedJob",
                        new JsonObjectBuilder()
                                .number("MaxConcurrent", deploy.replicas())
                                .number("TotalCompletions", deploy.replicas()));
            default -> mode.object("Replicated", new JsonObjectBuilder().number("Replicas", deploy.replicas()));
        };
    }

    private static JsonObjectBuilder update(UpdatePolicy policy) {
        JsonObjectBuilder body = new JsonObjectBuilder()
                .numberAlways("Parallelism", policy.parallelism().orElse(1L))
                .number("Delay", policy.delay().toNanos())
                .text("FailureAction", policy.failureAction())
                .number("Monitor", policy.monitor().toNanos())
                .textAlways("Order", policy.order());
        // The reference keeps the ratio in 32 bits and prints the shortest number that reads back the same.
        body.node().put("MaxFailureRatio", new BigDecimal(Float.toString((float) policy.maxFailureRatio())));
        return body;
    }

    private JsonObjectBuilder endpoint() {
        List<JsonObjectBuilder> ports = service.ports().stream()
                .sorted(Comparator.comparing(Port::published))
                .map(ServiceConverter::port)
                .toList();
        return new JsonObjectBuilder()
                .text("Mode", service.deploy().endpointMode().toLowerCase(Locale.ROOT))
                .objects("Ports", ports);
    }

    private static JsonObjectBuilder port(Port port) {
        return new JsonObjectBuilder()
                .text("Protocol", port.protocol())
                .number("TargetPort", port.target())
                .number("PublishedPort", port.published())
                .text("PublishMode", port.mode());
    }
}
