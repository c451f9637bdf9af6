package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;

import java.util.List;

/** Diagnoses for programs; what is not known is left out. */
final class DiagnosisJson {
    private DiagnosisJson() {}

    static ArrayNode of(List<Diagnosis> diagnoses) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        diagnoses.forEach(diagnosis -> all.add(of(diagnosis)));
        return all;
    }

    private static ObjectNode of(Diagnosis diagnosis) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("service", diagnosis.service())
                .put("reason", diagnosis.reason());
        diagnosis.cause().ifPresent(cause -> json.put("cause", cause));
        diagnosis.task().ifPresent(task -> json.put("task", task));
        diagnosis.node().ifPresent(node -> json.put("node", node));
        diagnosis.error().ifPresent(error -> json.put("error", error));
        diagnosis.exitCode().ifPresent(code -> json.put("exitCode", code));
        diagnosis.health().forEach(json.putArray("health")::add);
        diagnosis.log().forEach(json.putArray("log")::add);
        return json;
    }
}
