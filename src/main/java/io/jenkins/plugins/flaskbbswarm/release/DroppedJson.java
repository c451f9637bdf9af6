package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.DroppedFields;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields that an engine does not store, as a release keeps them, and back. */
final class DroppedJson {
    private DroppedJson() {}

    static ObjectNode write(Release.Dropped dropped) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("api", dropped.apiVersion());
        ObjectNode services = json.putObject("services");
        dropped.services().forEach((name, lost) -> {
            ArrayNode fields = services.putArray(name);
            lost.fields().forEach(field -> {
                ObjectNode one = fields.addObject();
                field.path().forEach(one.putArray("path")::add);
                one.set("value", field.value());
            });
        });
        return json;
    }

    static Release.Dropped read(JsonNode json) {
        SortedMap<String, DroppedFields> services = new TreeMap<>();
        json.path("services").properties().forEach(entry -> services.put(entry.getKey(), fields(entry.getValue())));
        return new Release.Dropped(json.path("api").asText(), services);
    }

    private static DroppedFields fields(JsonNode list) {
        List<DroppedFields.Field> fields = new ArrayList<>();
        for (JsonNode one : list) {
            List<String> path = new ArrayList<>();
            one.path("path").forEach(name -> path.add(name.asText()));
            fields.add(new DroppedFields.Field(path, one.path("value")));
        }
        return new DroppedFields(fields);
    }
}
