package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What a converted stack tells its users; that its bodies are right is shown beside the reference. */
class StackConverterTest {
    private static final DesiredStack STACK = convert("""
            services:
              web:
                image: nginx
                depends_on: [db]
                networks: [front, back]
                secrets: [given, made]
              db:
                image: registry.example.org:5000/db:1@sha256:%s
                configs: [site]
                credential_spec: {config: spec}
            networks: {front: {external: true, name: proxy}, back: , unused: }
            secrets: {given: {external: true}, made: {file: made.txt, name: fixed}, unused: {file: unused.txt}}
            configs: {site: {file: site.conf}, spec: {file: spec.json}}
            """.formatted("a".repeat(64)));

    private static DesiredStack convert(String file) {
        var source = ComposeSource.of("stack.yml", Path.of("/stack"), file.getBytes(StandardCharsets.UTF_8));
        var loaded = ComposeLoader.load(
                List.of(source), Variables.none(), Mode.COMPATIBLE, (path, limit) -> path.getFileName()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        return StackConverter.convert(new Namespace("forum"), loaded.stack());
    }

    @Test
    void networksAreThoseInUse() {
        assertThat(STACK.networks())
                .extracting(network -> network.key() + " " + network.name() + " " + network.isExternal())
                .containsExactly("back forum_back false", "default forum_default false", "front proxy true");
    }

    @Test
    void secretsAndConfigsAreAllThatAreDeclared() {
        assertThat(STACK.secrets())
                .extracting(secret -> secret.key() + " " + secret.name() + " "
                        + secret.content().map(Object::toString).orElse("external"))
                .containsExactly("made fixed 8 bytes", "unused forum_unused 10 bytes", "given given external");
        assertThat(STACK.configs()).extracting(DesiredObject::name).containsExactly("forum_site", "forum_spec");
    }

    @Test
    void servicesKnowTheirImageAndWhatTheyWaitFor() {
        DesiredService db = STACK.services().get(0);
        DesiredService web = STACK.services().get(1);

        assertThat(db.name()).isEqualTo("forum_db");
        assertThat(db.image().registry()).isEqualTo("registry.example.org:5000");
        assertThat(db.image().digest()).isPresent();
        assertThat(web.key()).isEqualTo("web");
        assertThat(web.dependsOn()).extracting(Dependency::service).containsExactly("db");
    }

    @Test
    void referencesAreByNameWithoutIds() {
        JsonNode web = STACK.services().get(1).body().at("/TaskTemplate/ContainerSpec");
        JsonNode db = STACK.services().get(0).body().at("/TaskTemplate/ContainerSpec");

        assertThat(web.findValuesAsText("SecretName")).containsExactly("fixed", "given");
        assertThat(db.findValuesAsText("ConfigName")).containsExactly("forum_site", "forum_spec");
        assertThat(db.at("/Configs/1/Runtime").isObject()).isTrue();
        assertThat(db.at("/Privileges/CredentialSpec/Config").asText()).isEqualTo("forum_spec");
        assertThat(web.findValues("SecretID")).isEmpty();
        assertThat(STACK.services().get(1).body().at("/TaskTemplate/Networks").findValuesAsText("Target"))
                .containsExactly("forum_back", "proxy");
    }

    @Test
    void requestsAreSortedAndLeaveExternalObjectsOut() {
        assertThat(StackRequests.of(STACK))
                .extracting(request -> request.get("path").asText() + " "
                        + request.at("/body/Name").asText())
                .containsExactly(
                        "/networks/create forum_back",
                        "/networks/create forum_default",
                        "/secrets/create fixed",
                        "/secrets/create forum_unused",
                        "/configs/create forum_site",
                        "/configs/create forum_spec",
                        "/services/create forum_db",
                        "/services/create forum_web");
        assertThat(StackRequests.of(STACK).get(2).at("/body/Data").asInt()).isEqualTo(8);
    }
}
