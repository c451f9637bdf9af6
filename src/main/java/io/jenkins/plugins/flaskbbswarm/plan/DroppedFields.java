package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The fields of one service's spec that the engine was sent and does not store. Engines ignore what they do not know, so
 * what comes back would differ from what was sent for ever. Pure.
 */
public record DroppedFields(List<Field> fields) {
    /** Of a spec that is stored as it was sent. */
    public static final DroppedFields NONE = new DroppedFields(List.of());

    /**
     * One field.
     *
     * @param path its names from the spec's top; numbers are places in lists
     * @param value that was sent
     */
    public record Field(List<String> path, JsonNode value) {
        public Field {
            path = List.copyOf(path);
        }

        /** As the engine names it: {@code TaskTemplate.ContainerSpec.Init}. */
        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    public DroppedFields {
        fields = List.copyOf(fields);
    }

    /**
     * The fields that one write lost; none if the stored spec differs from the sent one in anything else, or lost what
     * the engine had before: then somebody else wrote it.
     *
     * @param sent the spec as it was sent
     * @param stored the spec as the engine has it after that write
     * @param before the spec as the engine had it before, missing for a service that was created
     * @param networkName turns the ID of a network into its name
     */
    public static DroppedFields between(
            JsonNode sent, JsonNode stored, JsonNode before, UnaryOperator<String> networkName) {
        Comparison comparison = new Comparison();
        comparison.compare(
                List.of(),
                SpecNormalizer.ofService(sent, networkName),
                SpecNormalizer.ofService(stored, networkName),
                before.isMissingNode() ? before : SpecNormalizer.ofService(before, networkName));
        return comparison.isOther ? NONE : new DroppedFields(comparison.lost);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** These and {@code later} ones, which count where both tell of one field. */
    public DroppedFields and(DroppedFields later) {
        List<Field> all = new ArrayList<>(fields);
        all.removeIf(field -> later.fields.stream().anyMatch(other -> other.path.equals(field.path)));
        all.addAll(later.fields);
        return new DroppedFields(all);
    }

    /** A spec without those of the fields that it has with the same value: what the engine would store of it. */
    public ObjectNode without(ObjectNode spec) {
        ObjectNode copy = spec.deepCopy();
        fields.forEach(field -> remove(copy, field));
        return copy;
    }

    private static void remove(ObjectNode spec, Field field) {
        int last = field.path.size() - 1;
        JsonNode parent = spec;
        for (String name : field.path.subList(0, last)) {
            parent = parent instanceof ArrayNode list ? list.path(Integer.parseInt(name)) : parent.path(name);
        }
        String name = field.path.get(last);
        if (parent instanceof ObjectNode object
                && object.has(name)
                && normal(object, name).equals(normal(name, field.value))) {
            object.remove(name);
        }
    }

    private static JsonNode normal(ObjectNode object, String name) {
        return normal(name, object.path(name));
    }

    private static JsonNode normal(String name, JsonNode value) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.set(name, value);
        return SpecNormalizer.ofTask(alone, target -> target).path(name);
    }

    /** Their paths. */
    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining(", "));
    }

    private static final class Comparison {
        private final List<Field> lost = new ArrayList<>();
        private boolean isOther;

        void compare(List<String> path, JsonNode sent, JsonNode stored, JsonNode before) {
            if (sent.equals(stored)) {
                return;
            }
            if (sent.isObject() && stored.isObject()) {
                sent.fieldNames().forEachRemaining(name -> field(path, name, sent, stored, before));
                stored.fieldNames().forEachRemaining(name -> isOther |= !sent.has(name));
            } else if (sent.isArray() && stored.isArray() && sent.size() == stored.size()) {
                for (int i = 0; i < sent.size(); i++) {
                    compare(below(path, Integer.toString(i)), sent.get(i), stored.get(i), before.path(i));
                }
            } else {
                isOther = true;
            }
        }

        private void field(List<String> path, String name, JsonNode sent, JsonNode stored, JsonNode before) {
            List<String> here = below(path, name);
            if (stored.has(name)) {
                compare(here, sent.path(name), stored.path(name), before.path(name));
            } else if (before.has(name)) {
                isOther = true;
            } else {
                lost.add(new Field(here, sent.path(name)));
            }
        }

        private static List<String> below(List<String> path, String name) {
            List<String> longer = new ArrayList<>(path);
            longer.add(Objects.requireNonNull(name));
            return longer;
        }
    }
}
