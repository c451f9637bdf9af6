package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JobSpecTest {
    /** Limits stay: the engine keeps counting what ended jobs reserved. */
    @Test
    void aJobReservesNeitherProcessorsNorMemory() throws Exception {
        JsonNode resources = job("""
                {"Limits": {"NanoCPUs": 500, "MemoryBytes": 7},
                 "Reservations": {"NanoCPUs": 250, "MemoryBytes": 5, "GenericResources": [{"NamedResourceSpec": {}}]}}
                """).at("/TaskTemplate/Resources");

        assertThat(resources).isEqualTo(new JsonMapper().readTree("""
                {"Limits": {"NanoCPUs": 500, "MemoryBytes": 7},
                 "Reservations": {"GenericResources": [{"NamedResourceSpec": {}}]}}
                """));
    }

    @Test
    void ofAServiceThatReservesNothingNothingIsTaken() throws Exception {
        assertThat(job("{}").at("/TaskTemplate/Resources").isEmpty()).isTrue();
    }

    private static JsonNode job(String resources) throws Exception {
        ObjectNode body = new JsonMapper().createObjectNode();
        body.withObject("/TaskTemplate").set("Resources", new JsonMapper().readTree(resources));
        body.withObject("/TaskTemplate/ContainerSpec").put("Image", "app:1");
        DesiredService model = new DesiredService("app", "bb_app", ImageReference.parse("app:1"), List.of(), body);
        return JobSpec.of(new Namespace("bb"), model, List.of("migrate"), "migration", 1)
                .body();
    }
}
