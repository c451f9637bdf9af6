package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.Releases;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.StoredFormatException;
import io.jenkins.plugins.flaskbbswarm.release.StoredJson;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.report.Journal;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What earlier versions stored is read: {@code docs/compatibility.md}. The samples are never edited. */
class StoredFormatsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/formats/1");
    private static final Namespace STACK = new Namespace("bb");

    private static List<JsonNode> configs() throws IOException {
        return configs("configs.json");
    }

    private static List<JsonNode> configs(String sample) throws IOException {
        List<JsonNode> configs = new ArrayList<>();
        new ObjectMapper().readTree(SAMPLES.resolve(sample).toFile()).forEach(configs::add);
        return configs;
    }

    @Test
    void aRelease() throws IOException {
        Release release = Releases.in(STACK, configs()).current().orElseThrow();

        assertThat(release.number()).isEqualTo(1);
        assertThat(release.by()).isEqualTo("https://ci.example.org/job/bb/6/");
        assertThat(release.time()).isEqualTo("2026-01-31T09:30:00Z");
        assertThat(release.services()
                        .get("bb_app")
                        .at("/TaskTemplate/ContainerSpec/Image")
                        .asText())
                .isEqualTo("app:1");
        assertThat(release.networks()).containsOnlyKeys("bb_back");
        assertThat(release.references()).hasSize(2).allMatch(name -> name.matches("bb_(key|conf)-[0-9a-f]{12}"));
        assertThat(release.migration().orElseThrow().log()).containsExactly("Running upgrade");
        assertThat(release.desired(STACK).services()).hasSize(1);
    }

    @Test
    void aLockAndWhatItsOwnerChanged() throws IOException {
        LockRecord lock = LockRecord.in(STACK, configs()).orElseThrow();

        assertThat(lock).hasToString("https://ci.example.org/job/bb/7/ since 2026-01-31T09:30:00Z");
        assertThat(lock.migrated()).contains("0123456789abcdef");
        assertThat(lock.isLeft()).isFalse();
        UndoLog undo = lock.undo();
        assertThat(undo.release()).isEqualTo(2);
        assertThat(undo.services()).containsOnlyKeys("bb_app", "bb_new");
        assertThat(undo.services().get("bb_app")).isPresent();
        assertThat(undo.services().get("bb_new")).isEmpty();
        assertThat(undo.networks()).containsExactly("bb_back");
        assertThat(undo.secrets()).containsExactly("bb_key-0123456789ab");
        assertThat(undo.configs()).isEmpty();
    }

    @Test
    void aChangeOfTheSchemaThatNoReleaseRecorded() throws IOException {
        Releases releases = Releases.in(STACK, configs("schema.json"));
        SchemaChange change =
                SchemaChange.in(STACK, configs("schema.json"), releases).orElseThrow();

        assertThat(change.release()).isEqualTo(2);
        assertThat(change.job()).isEqualTo("0123456789ab");
        assertThat(change.token()).isEqualTo("3a1f");
        assertThat(change.stage()).isEqualTo(SchemaChange.Stage.MIGRATED);
        assertThat(change.back().kind()).isEqualTo("undo");
        assertThat(change.back().name()).isEqualTo("bb_undo-2");
        assertThat(change.back().command()).isEqualTo("db-downgrade");
        assertThat(change.back().image()).isEqualTo("app:2");
        assertThat(change.back().timeout()).hasMinutes(10);
        assertThat(change.back().backup()).isEqualTo("2-20260131T093000Z");
    }

    @Test
    void theSchemaOfARelease() throws IOException {
        Release release = Releases.in(STACK, configs("schema.json")).current().orElseThrow();

        assertThat(release.migration().flatMap(Release.Migrated::schema))
                .contains(new Release.Schema(
                        "empty",
                        "3a1f",
                        false,
                        "app",
                        List.of("db-upgrade"),
                        List.of("db-downgrade"),
                        Duration.ofMinutes(10)));
    }

    @Test
    void aDeploymentFile() {
        var config = DeployFile.read(SAMPLES.resolve("deploy.yml"), List.of(), Map.of());

        assertThat(config.stack()).hasToString("flaskbb");
        assertThat(config.images()).hasSize(2);
        assertThat(config.secrets()).hasSize(5);
        assertThat(config.rollout().parallel()).isEqualTo(8);
        assertThat(config.migration()).isPresent();
        assertThat(config.probe()).isPresent();
    }

    @Test
    void aJournal() throws IOException {
        ReleaseReport report = Journal.read(Files.lines(SAMPLES.resolve("journal.jsonl")));

        assertThat(Journal.write(report)).isEqualTo(Files.readAllLines(SAMPLES.resolve("journal.jsonl")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\": 1, \"release\": 3}", "{\"release\": 3, \"added later\": {}}"})
    void keysThatAreNotKnownAreIgnored(String json) throws IOException {
        assertThat(UndoLog.of(StoredJson.read(stored(json))).release()).isEqualTo(3);
    }

    @Test
    void aNewerFormatIsRefused() {
        assertThatThrownBy(() -> StoredJson.read(stored("{\"format\": 2}")))
                .isInstanceOf(StoredFormatException.class)
                .hasMessage("The config bb_release-3 has format 2, which a newer version of flaskbb-swarm wrote; use"
                        + " that version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "no base64!"})
    void whatIsDamagedIsNamed(String data) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", "bb_release-3");

        assertThatThrownBy(() -> StoredJson.read(spec.put("Data", data)))
                .isInstanceOf(StoredFormatException.class)
                .hasMessageStartingWith("The config bb_release-3 carries our labels but cannot be read");
    }

    private static ObjectNode stored(String json) throws IOException {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Name", "bb_release-3")
                .put("Data", StoredJson.write(new ObjectMapper().readTree(json)));
    }
}
