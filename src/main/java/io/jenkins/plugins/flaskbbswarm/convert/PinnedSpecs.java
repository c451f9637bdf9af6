package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.PinnedImage;
import io.jenkins.plugins.flaskbbswarm.stack.Platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the services of a stack mean exact versions: of secrets and configs by name, of images by digest. */
public final class PinnedSpecs {
    private static final String IMAGE_ID = io.jenkins.plugins.flaskbbswarm.stack.Labels.IMAGE_ID;

    private PinnedSpecs() {}

    /**
     * The services with their references to secrets and configs renamed. The paths in the containers stay.
     *
     * @param secrets names without version → with version; a name that is not in it stays
     * @param configs likewise
     */
    public static List<DesiredService> renamed(
            List<DesiredService> services, Map<String, String> secrets, Map<String, String> configs) {
        return services.stream()
                .map(service -> service.withBody(renamed(service.body(), secrets, configs)))
                .toList();
    }

    /**
     * The services with their images replaced by {@code images}, to run on nodes that these are made for; one that is
     * not in it stays as it is. As docker CLI 28's client does with {@code QueryRegistry}.
     */
    public static List<DesiredService> pinned(List<DesiredService> services, Map<ImageReference, PinnedImage> images) {
        return services.stream().map(service -> pinned(service, images)).toList();
    }

    /** The service with the image, and what that runs on, of a spec that there is already. */
    public static DesiredService withImageOf(DesiredService service, JsonNode spec) {
        JsonNode container = spec.at("/TaskTemplate/ContainerSpec");
        return withImage(
                service,
                container.path("Image").asText(),
                spec.at("/TaskTemplate/Placement/Platforms"),
                Optional.ofNullable(container.path("Labels").path(IMAGE_ID).asText(null)));
    }

    private static DesiredService pinned(DesiredService service, Map<ImageReference, PinnedImage> images) {
        PinnedImage image = images.get(service.image());
        return image == null
                ? service
                : withImage(service, image.reference().familiar(), platforms(image.platforms()), image.localId());
    }

    private static ArrayNode platforms(List<Platform> platforms) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        platforms.forEach(platform ->
                list.addObject().put("Architecture", platform.architecture()).put("OS", platform.os()));
        return list;
    }

    private static DesiredService withImage(
            DesiredService service, String image, JsonNode platforms, Optional<String> localId) {
        ObjectNode body = service.body().deepCopy();
        ObjectNode container = body.withObject("/TaskTemplate/ContainerSpec").put("Image", image);
        localId.ifPresent(id -> container.withObject("/Labels").put(IMAGE_ID, id));
        if (!platforms.isEmpty()) {
            body.withObject("/TaskTemplate/Placement").set("Platforms", platforms.deepCopy());
        }
        return service.withBody(body);
    }

    private static ObjectNode renamed(ObjectNode body, Map<String, String> secrets, Map<String, String> configs) {
        ObjectNode copy = body.deepCopy();
        JsonNode container = copy.at("/TaskTemplate/ContainerSpec");
        rename(container.path("Secrets"), "SecretName", secrets);
        rename(container.path("Configs"), "ConfigName", configs);
        JsonNode credentials = container.at("/Privileges/CredentialSpec");
        if (credentials.has("Config")) {
            renameField((ObjectNode) credentials, "Config", configs);
        }
        return copy;
    }

    private static void rename(JsonNode references, String field, Map<String, String> names) {
        references.forEach(reference -> renameField((ObjectNode) reference, field, names));
    }

    private static void renameField(ObjectNode reference, String field, Map<String, String> names) {
        String name = reference.path(field).asText();
        reference.put(field, names.getOrDefault(name, name));
    }
}
