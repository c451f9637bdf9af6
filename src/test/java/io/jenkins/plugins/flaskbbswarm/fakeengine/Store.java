package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The state of the swarm. Everybody who reads or changes it synchronizes on it. */
final class Store {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random();
    private final Table services = new Table("service");
    private final Table secrets = new Table("secret");
    private final Table configs = new Table("config");
    private final Table networks = new Table("network");
    private final Table nodes = new Table("node");
    private final Map<String, FakeTask> tasks = new LinkedHashMap<>();
    private final Map<String, FakeImage> images = new LinkedHashMap<>();
    private final Set<String> localImages = new TreeSet<>();
    private final Set<String> fullDisks = new TreeSet<>();
    private final Set<String> unknownFields = new TreeSet<>();
    private final List<ObjectNode> events = new ArrayList<>();
    private EngineRelease engine = EngineRelease.V20_10;
    private long index = 10;

    EngineRelease engine() {
        return engine;
    }

    void setEngine(EngineRelease release) {
        engine = release;
    }

    Table services() {
        return services;
    }

    Table secrets() {
        return secrets;
    }

    Table configs() {
        return configs;
    }

    Table networks() {
        return networks;
    }

    Table nodes() {
        return nodes;
    }

    /** In the order of their creation. */
    Map<String, FakeTask> tasks() {
        return tasks;
    }

    List<FakeTask> tasksOf(Entity service) {
        return tasks.values().stream()
                .filter(task -> task.service().equals(service.id()))
                .toList();
    }

    /** The script of an image, by its reference without digest. */
    FakeImage image(String reference) {
        return images.computeIfAbsent(reference.replaceFirst("@.*", ""), FakeImage::new);
    }

    /** IDs of the nodes whose disks are full. */
    Set<String> fullDisks() {
        return fullDisks;
    }

    /** Paths of fields of service specs, such as {@code TaskTemplate.ContainerSpec.Init}, that this engine ignores. */
    Set<String> unknownFields() {
        return unknownFields;
    }

    /** The names of the images on the engine's own machine. */
    Set<String> localImages() {
        return localImages;
    }

    String newId() {
        return random.ints(25, 0, 36)
                .collect(
                        StringBuilder::new,
                        (text, digit) -> text.append(Character.forDigit(digit, 36)),
                        StringBuilder::append)
                .toString();
    }

    /** The index is one for all objects, and moves with each change. */
    long nextIndex() {
        return ++index;
    }

    Entity create(Table table, ObjectNode spec) {
        Entity entity = new Entity(newId(), spec, nextIndex());
        table.add(entity);
        event(table.kind(), "create", entity, Map.of());
        return entity;
    }

    void touch(Entity entity) {
        entity.touch(nextIndex());
    }

    /** @throws Refusal if the request was made from an older version */
    void checkVersion(Entity entity, String version, String kind) {
        if (!version.matches("\\d+")) {
            throw new Refusal(
                    400,
                    "invalid %s version '%s': strconv.ParseUint: parsing \"%s\": invalid syntax"
                            .formatted(kind, version, version));
        }
        if (Long.parseLong(version) != entity.version()) {
            throw Refusal.rpc(500, "Unknown", "update out of sequence");
        }
    }

    void event(String kind, String action, Entity entity, Map<String, String> attributes) {
        ObjectNode event = JSON.createObjectNode().put("Type", kind).put("Action", action);
        ObjectNode actor = event.putObject("Actor").put("ID", entity.id());
        ObjectNode all = actor.putObject("Attributes").put("name", entity.name());
        attributes.forEach(all::put);
        Instant now = Instant.now();
        event.put("scope", "swarm").put("time", now.getEpochSecond());
        event.put("timeNano", now.getEpochSecond() * 1_000_000_000L + now.getNano());
        events.add(event);
        notifyAll();
    }

    /** All events so far; the list only ever grows at its end. */
    List<ObjectNode> events() {
        return events;
    }

    /** Whether an object has all labels that a filter names. */
    static boolean hasLabels(JsonNode labels, List<String> wanted) {
        return wanted.stream().allMatch(label -> {
            String[] parts = label.split("=", 2);
            return labels.has(parts[0])
                    && (parts.length == 1 || labels.path(parts[0]).asText().equals(parts[1]));
        });
    }
}
