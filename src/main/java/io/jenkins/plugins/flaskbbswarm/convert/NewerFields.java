package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.EngineField;

import java.util.ArrayList;
import java.util.List;

/** What a stack wants that the engine at hand does not know. Pure. */
public final class NewerFields {
    /** Volumes of the swarm itself came with Docker Engine 23.0. */
    private static final int CLUSTER_VOLUMES = 42;

    private final String apiVersion;
    private final List<EngineField> unknown;

    /** @param apiVersion that was agreed on with the engine, such as {@code 1.41} */
    public NewerFields(String apiVersion) {
        this.apiVersion = apiVersion;
        unknown = EngineField.unknownTo(apiVersion);
    }

    /**
     * A field that the engine would drop.
     *
     * @param place where it is written and its path there
     * @param field which one
     */
    public record Dropped(String place, EngineField field) {}

    /** The fields of the stack that the engine would drop. */
    public List<Dropped> in(DesiredStack stack) {
        List<Dropped> dropped = new ArrayList<>();
        for (DesiredService service : stack.services()) {
            unknown.stream()
                    .filter(field -> field.isIn(service.body()))
                    .forEach(field -> dropped.add(new Dropped(place(service, field), field)));
        }
        return dropped;
    }

    private static String place(DesiredService service, EngineField field) {
        String path = "services." + service.key() + "." + field.field();
        String location = service.places().get(field);
        return location == null ? path : location + ": " + path;
    }

    /** What the engine would not drop but refuse, in the middle of a release, one sentence each. */
    public List<String> refused(DesiredStack stack) {
        if (EngineField.minor(apiVersion) >= CLUSTER_VOLUMES) {
            return List.of();
        }
        List<String> refused = new ArrayList<>();
        for (DesiredService service : stack.services()) {
            for (JsonNode mount : service.body().at("/TaskTemplate/ContainerSpec/Mounts")) {
                if (mount.path("Type").asText().equals("cluster")) {
                    refused.add("services." + service.key() + ".volumes["
                            + mount.path("Target").asText() + "]: the engine has no mounts of type cluster (API "
                            + apiVersion + "); it needs Docker Engine 23.0 (API 1." + CLUSTER_VOLUMES
                            + ") or newer; use a volume of a driver that all nodes have");
                }
            }
        }
        return refused;
    }

    /** The stack without them: what the engine will say that it has. */
    public DesiredStack without(DesiredStack stack) {
        return new DesiredStack(
                stack.namespace(),
                stack.networks(),
                stack.secrets(),
                stack.configs(),
                stack.services().stream().map(this::without).toList());
    }

    private DesiredService without(DesiredService service) {
        List<EngineField> dropped =
                unknown.stream().filter(field -> field.isIn(service.body())).toList();
        if (dropped.isEmpty()) {
            return service;
        }
        ObjectNode body = service.body().deepCopy();
        dropped.forEach(field -> field.removeFrom(body));
        return service.withBody(body);
    }
}
