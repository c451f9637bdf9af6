package io.jenkins.plugins.flaskbbswarm.yaml;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class FieldsTest {
    private final Problems problems = new Problems();

    private Fields fields(String text) {
        YamlMap map = YamlReader.readMap("f.yml", text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow();
        return new Fields(map, "", problems);
    }

    @Test
    void readsFieldsByType() {
        Fields fields = fields("""
                name: forum
                replicas: 3
                force: true
                tags: [a, b]
                one: a
                registry: {url: https://x}
                secrets: {key: {generate: true}}
                steps: [{run: a}, {run: b}]
                nothing:
                """);

        assertThat(fields.text("name")).contains("forum");
        assertThat(fields.integer("replicas")).contains(3L);
        assertThat(fields.bool("force")).contains(true);
        assertThat(fields.texts("tags")).containsExactly("a", "b");
        assertThat(fields.texts("one")).containsExactly("a");
        assertThat(fields.fields("registry").orElseThrow().path("url")).isEqualTo("registry.url");
        assertThat(fields.fields("secrets").orElseThrow().named())
                .extracting(Fields.Named::name)
                .containsExactly("key");
        assertThat(fields.items("steps"))
                .extracting(step -> step.text("run").orElse(""))
                .containsExactly("a", "b");
        assertThat(fields.text("nothing")).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void notesAllThatIsWrongAtOnce() {
        Fields fields = fields("""
                name: 5
                replicas: many
                tags: [a, 1]
                registri: x
                """);

        fields.text("name");
        fields.integer("replicas");
        fields.texts("tags");
        fields.fields("registry");
        fields.require("url", "name the server");
        fields.refuseOthers();

        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yml:1:7: name: must be text, not the number 5; put it in quotes",
                        "f.yml:2:11: replicas: must be a whole number, not the text 'many'",
                        "f.yml:3:11: tags[1]: must be text, not the number 1; put it in quotes",
                        "f.yml:1:1: url: this field is missing; name the server",
                        "f.yml:4:1: registri: unknown field; did you mean 'registry'?");
    }
}
