package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A stack of one-line shell services, to be released again and again with changes. Its services start and stop as fast
 * as the engine can: no overlay network unless asked for, the new task before the old one goes, no monitor.
 */
final class TinyStack {
    private static final String WITHOUT_OBJECTS = "without secrets and configs";

    private final Namespace name;
    private final String image;
    private final Map<String, ObjectNode> services = new TreeMap<>();
    private final Map<String, String> configs = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Map<String, Optional<String>> networks = new TreeMap<>();

    TinyStack(Namespace name, String image) {
        this.name = name;
        this.image = image;
    }

    Namespace name() {
        return name;
    }

    /** A service of one replica that runs {@code script}, and uses each secret and config of the stack. */
    TinyStack service(String key, String script, Consumer<ObjectNode> change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", name.scope(key));
        body.putObject("Labels").put(Namespace.LABEL, name.name());
        ObjectNode container = body.putObject("TaskTemplate").putObject("ContainerSpec");
        container.put("Image", image).put("Init", true);
        container.putArray("Command").add("sh").add("-c");
        container.putArray("Args").add(script);
        body.withObject("/TaskTemplate/RestartPolicy").put("Condition", "any").put("Delay", 200_000_000L);
        body.putObject("UpdateConfig")
                .put("Parallelism", 1)
                .put("Order", "start-first")
                .put("Monitor", 1);
        change.accept(body);
        services.put(key, body);
        return this;
    }

    /** For {@link #service}: it uses no secret and no config. */
    static void alone(ObjectNode service) {
        service.put(WITHOUT_OBJECTS, true);
    }

    TinyStack without(String key) {
        services.remove(key);
        return this;
    }

    TinyStack config(String key, String content) {
        configs.put(key, content);
        return this;
    }

    TinyStack secret(String key, String content) {
        secrets.put(key, content);
        return this;
    }

    /** An overlay network that the stack has; services use it if their specs say so. */
    TinyStack network(String key) {
        networks.put(key, Optional.empty());
        return this;
    }

    /** The same with so many addresses. */
    TinyStack network(String key, String subnet) {
        networks.put(key, Optional.of(subnet));
        return this;
    }

    TinyStack withoutNetwork(String key) {
        networks.remove(key);
        return this;
    }

    String firstService() {
        return services.keySet().iterator().next();
    }

    DesiredStack desired() {
        return new DesiredStack(
                name,
                networks.entrySet().stream().map(this::desiredNetwork).toList(),
                secrets.entrySet().stream().map(this::object).toList(),
                configs.entrySet().stream().map(this::object).toList(),
                services.entrySet().stream().map(this::desiredService).toList());
    }

    private DesiredNetwork desiredNetwork(Map.Entry<String, Optional<String>> network) {
        ObjectNode body = labelled(network.getKey()).put("Driver", "overlay");
        network.getValue()
                .ifPresent(subnet ->
                        body.withObject("/IPAM").putArray("Config").addObject().put("Subnet", subnet));
        return new DesiredNetwork(network.getKey(), name.scope(network.getKey()), Optional.of(body));
    }

    private DesiredObject object(Map.Entry<String, String> object) {
        Content content = Content.of(object.getValue().getBytes(StandardCharsets.UTF_8));
        return new DesiredObject(
                object.getKey(),
                name.scope(object.getKey()),
                Optional.of(labelled(object.getKey())),
                Optional.of(content));
    }

    private ObjectNode labelled(String key) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", name.scope(key));
        body.putObject("Labels").put(Namespace.LABEL, name.name());
        return body;
    }

    private DesiredService desiredService(Map.Entry<String, ObjectNode> service) {
        ObjectNode body = service.getValue().deepCopy();
        if (body.remove(WITHOUT_OBJECTS) == null) {
            secrets.keySet().forEach(key -> use(body, "Secret", key));
            configs.keySet().forEach(key -> use(body, "Config", key));
        }
        String uses = body.at("/TaskTemplate/ContainerSpec/Image").asText();
        return new DesiredService(
                service.getKey(), name.scope(service.getKey()), ImageReference.parse(uses), List.of(), body);
    }

    private void use(ObjectNode service, String kind, String key) {
        service.withObject("/TaskTemplate/ContainerSpec")
                .withArray(kind + "s")
                .addObject()
                .put(kind + "Name", name.scope(key))
                .putObject("File")
                .put("Name", "/" + key)
                .put("UID", "0")
                .put("GID", "0")
                .put("Mode", 0444);
    }
}
