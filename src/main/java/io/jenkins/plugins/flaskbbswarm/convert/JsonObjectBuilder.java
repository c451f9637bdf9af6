package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Builds a JSON object as the reference's structs become JSON: most fields are left out when they are empty. */
final class JsonObjectBuilder {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode node = JSON.objectNode();

    ObjectNode node() {
        return node;
    }

    /** A text unless it is empty. */
    JsonObjectBuilder text(String name, String value) {
        return value.isEmpty() ? this : textAlways(name, value);
    }

    JsonObjectBuilder textAlways(String name, String value) {
        node.put(name, value);
        return this;
    }

    /** A number unless it is zero. */
    JsonObjectBuilder number(String name, long value) {
        return value == 0 ? this : numberAlways(name, value);
    }

    JsonObjectBuilder numberAlways(String name, long value) {
        node.put(name, value);
        return this;
    }

    /** A number if there is one, be it zero. */
    JsonObjectBuilder number(String name, Optional<Long> value) {
        value.ifPresent(number -> numberAlways(name, number));
        return this;
    }

    /** Nanoseconds if there is a duration, be it zero. */
    JsonObjectBuilder nanoseconds(String name, Optional<Duration> value) {
        return number(name, value.map(Duration::toNanos));
    }

    /** {@code true}, or nothing. */
    JsonObjectBuilder flag(String name, boolean value) {
        return value ? flagAlways(name, true) : this;
    }

    JsonObjectBuilder flagAlways(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    JsonObjectBuilder nullAlways(String name) {
        node.putNull(name);
        return this;
    }

    /** A list of texts unless it is empty. */
    JsonObjectBuilder texts(String name, Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array(name, array);
    }

    /** A mapping of texts unless it is empty. */
    JsonObjectBuilder texts(String name, Map<String, String> values) {
        return values.isEmpty() ? this : textsAlways(name, values);
    }

    JsonObjectBuilder textsAlways(String name, Map<String, String> values) {
        ObjectNode object = node.putObject(name);
        values.forEach(object::put);
        return this;
    }

    /** A list of objects unless it is empty. */
    JsonObjectBuilder objects(String name, Collection<JsonObjectBuilder> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(value -> array.add(value.node));
        return array(name, array);
    }

    private JsonObjectBuilder array(String name, ArrayNode array) {
        if (!array.isEmpty()) {
            node.set(name, array);
        }
        return this;
    }

    /** An object if there is one, be it empty. */
    JsonObjectBuilder object(String name, Optional<JsonObjectBuilder> value) {
        value.ifPresent(body -> object(name, body));
        return this;
    }

    JsonObjectBuilder object(String name, JsonObjectBuilder value) {
        node.set(name, value.node);
        return this;
    }

    /** An object, or {@code null}. */
    JsonObjectBuilder objectOrNull(String name, Optional<JsonObjectBuilder> value) {
        return value.map(body -> object(name, body)).orElseGet(() -> nullAlways(name));
    }
}
