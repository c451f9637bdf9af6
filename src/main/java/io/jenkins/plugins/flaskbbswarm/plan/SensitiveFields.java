package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.util.ArrayList;
import java.util.List;

/** Parts of a spec as they may be shown: all texts in them without what looks like a secret. */
final class SensitiveFields {
    private SensitiveFields() {}

    /** @param name of the field, or its path */
    static JsonNode shown(String name, JsonNode value) {
        if (value.isObject()) {
            return object(value);
        }
        if (value.isArray()) {
            return array(value);
        }
        return value.isTextual() ? TextNode.valueOf(Sensitive.value(name, value.asText())) : value;
    }

    private static ObjectNode object(JsonNode object) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            shown.set(field.getKey(), isNameOfObject(field.getKey()) ? value : shown(field.getKey(), value));
        });
        return shown;
    }

    /** Of secrets a spec holds names, which may be seen. */
    private static boolean isNameOfObject(String field) {
        return field.equals("Secrets") || field.equals("SecretName") || field.equals("SecretID");
    }

    private static ArrayNode array(JsonNode array) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        List<String> words = new ArrayList<>();
        array.forEach(item -> words.add(item.isTextual() ? item.asText() : ""));
        List<String> shownWords = Sensitive.words(words);
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            shown.add(item.isTextual() ? TextNode.valueOf(shownWords.get(i)) : shown("", item));
        }
        return shown;
    }
}
