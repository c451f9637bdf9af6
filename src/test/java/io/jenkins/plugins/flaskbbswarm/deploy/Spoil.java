package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/** Things that can be wrong with a service, or that make one special. */
final class Spoil {
    private Spoil() {}

    private static ObjectNode container(ObjectNode service) {
        return service.withObject("/TaskTemplate/ContainerSpec");
    }

    static Consumer<ObjectNode> image(String image) {
        return service -> container(service).put("Image", image);
    }

    /** Checked three times a second; as many failures in a row as {@code retries} are too many. */
    static Consumer<ObjectNode> health(String script, int retries) {
        return service -> {
            ObjectNode check = container(service).putObject("Healthcheck");
            check.putArray("Test").add("CMD-SHELL").add(script);
            check.put("Interval", 300_000_000L).put("Retries", retries);
        };
    }

    static Consumer<ObjectNode> command(String path, boolean init) {
        return service -> {
            container(service).put("Init", init).putArray("Command").add(path);
            container(service).remove("Args");
        };
    }

    /** Published on its node; the old task has to go first then. */
    static Consumer<ObjectNode> port(int port) {
        return service -> {
            service.withObject("/EndpointSpec")
                    .withArray("Ports")
                    .addObject()
                    .put("Protocol", "tcp")
                    .put("PublishedPort", port)
                    .put("TargetPort", 80)
                    .put("PublishMode", "host");
            stopFirst(service);
        };
    }

    /** The old task goes before the new one comes. */
    static void stopFirst(ObjectNode service) {
        service.withObject("/UpdateConfig").put("Order", "stop-first");
    }

    static Consumer<ObjectNode> logDriver(String name) {
        return service -> service.withObject("/TaskTemplate/LogDriver").put("Name", name);
    }

    static void mountsNothing(ObjectNode service) {
        container(service)
                .putArray("Mounts")
                .addObject()
                .put("Type", "bind")
                .put("Source", "/no/such/folder")
                .put("Target", "/data");
    }

    static void littleMemory(ObjectNode service) {
        service.withObject("/TaskTemplate/Resources/Limits").put("MemoryBytes", 8 << 20);
    }

    static void onMars(ObjectNode service) {
        service.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.planet == mars");
    }

    /** On an overlay network, with no address for the service itself. */
    static Consumer<ObjectNode> on(String network) {
        return service -> {
            service.withObject("/TaskTemplate")
                    .withArray("Networks")
                    .addObject()
                    .put("Target", network);
            service.withObject("/EndpointSpec").put("Mode", "dnsrr");
        };
    }

    static void onTheHost(ObjectNode service) {
        service.withObject("/TaskTemplate").withArray("Networks").addObject().put("Target", "host");
    }
}
