package io.jenkins.plugins.flaskbbswarm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Events as JSON: the name of the record as {@code event}, and its components. */
final class EventJson {
    private EventJson() {}

    static ObjectNode write(Event event) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("event", event.getClass().getSimpleName());
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            put(json, component.getName(), value(event, component));
        }
        return json;
    }

    /** Empty for what a newer version may have written. */
    static Optional<Event> read(JsonNode json) {
        return kinds().filter(
                        kind -> kind.getSimpleName().equals(json.path("event").asText()))
                .findFirst()
                .map(kind -> construct(kind, json));
    }

    private static Stream<Class<?>> kinds() {
        return Arrays.stream(Event.class.getPermittedSubclasses());
    }

    private static Event construct(Class<?> kind, JsonNode json) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> read(json.path(component.getName()), component.getType()))
                .toArray();
        try {
            return (Event) kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event cannot be made again: " + kind.getSimpleName(), e);
        }
    }

    private static Object value(Event event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event cannot be read: " + component, e);
        }
    }

    private static void put(ObjectNode json, String name, Object value) {
        if (value instanceof Integer number) {
            json.put(name, number);
        } else if (value instanceof Boolean bool) {
            json.put(name, bool);
        } else {
            json.put(name, value.toString());
        }
    }

    private static Object read(JsonNode json, Class<?> type) {
        if (type == int.class) {
            return json.asInt();
        }
        if (type == boolean.class) {
            return json.asBoolean();
        }
        return type == Duration.class ? Duration.parse(json.asText("PT0S")) : json.asText();
    }
}
