package io.jenkins.plugins.flaskbbswarm.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** All of examples/ in a real Jenkins against the laboratory's swarm, and what happens to releases there, in order. */
@RequiresJenkins
@RequiresLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealJenkinsIT {
    private static final String WEB = "greeter_web";
    private static final String ANY = "examples/any-stack/Jenkinsfile";
    private static final String PASSWORD = "canary-of-the-greeter-0c4e";
    private static final String ROTATED = "canary-that-was-rotated-91d7";

    private static final Canaries CANARIES = new Canaries();
    private static final SortedSet<String> COMMAND_LINES = new TreeSet<>();

    private static RealJenkins jenkins;
    private static Rest rest;
    private static Repository repository;
    private static Swarm swarm;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        swarm = bench.swarmWithout(List.of("greeter", "scripted", "page", "flaskbb"));
        repository = bench.repository();
        jenkins = bench.jenkins()
                .with("DOCKER_HOST", Lab.engine())
                // The old builder: not every docker client brings the plugin that the new one wants.
                .with("DOCKER_BUILDKIT", "0")
                .withLocalRepositories()
                .atStart("theme.groovy", Pictures.THEME)
                .start();
        rest = new Rest(jenkins.address());
        credentials().login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        credentials().login("flaskbb-redis", "", redisPassword());
        credentials().text("greeter-password", PASSWORD);
        credentials().text("flaskbb-postgres", Lab.variable("FLASKBB_POSTGRES"));
        credentials().text("flaskbb-admin", Lab.variable("FLASKBB_ADMIN_PASSWORD"));
        rest.job("any-stack", repository.folder(), ANY);
    }

    @Test
    @Order(1)
    void thePluginIsInstalledWithoutAWarning() throws Exception {
        JsonNode plugins = rest.json("pluginManager/api/json?depth=1&tree=plugins[shortName,active]");
        assertThat(plugins.path("plugins"))
                .anyMatch(plugin -> plugin.path("shortName").asText().equals("flaskbb-swarm")
                        && plugin.path("active").asBoolean());
        assertThat(warningsAboutUs()).isEmpty();
    }

    @Test
    @Order(2)
    void aStackThatIsNotFlaskBBIsReleased() throws Exception {
        Rest.Build build = rest.run("any-stack");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("[Pipeline] { (Build)", "[Pipeline] { (Probe)")
                .contains("plan | + service " + WEB)
                .contains(WEB + ": 2 of 2 ready, converged");
        assertThat(swarm.tasks(WEB)).hasSize(2);
    }

    @Test
    @Order(3)
    void theBuildAndTheJobHavePagesAboutIt() throws Exception {
        JsonNode release = rest.json("job/any-stack/1/swarm-release/api/json")
                .path("releases")
                .path(0);
        assertThat(release.path("stack").asText()).isEqualTo("greeter");
        assertThat(release.path("release").asInt()).isEqualTo(1);
        assertThat(release.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(release.at("/services/0/image").asText()).contains("@sha256:");
        assertThat(rest.page("job/any-stack/1/swarm-release/"))
                .contains("Release 1 of greeter", "<svg", WEB + ".1", "plugin/flaskbb-swarm/report.css");
        assertThat(rest.page("job/any-stack/swarm-releases/")).contains("../1/swarm-release/", "succeeded");
        assertThat(rest.page("plugin/flaskbb-swarm/report.css")).contains(".swarm-report");
        assertThat(rest.page("job/any-stack/1/")).contains("Swarm release");
    }

    @Test
    @Order(4)
    void whenNothingChangedNothingIsDone() throws Exception {
        SortedSet<String> tasks = swarm.tasks(WEB);
        var before = swarm.everything();

        Rest.Build build = rest.run("any-stack");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(swarm.everything()).isEqualTo(before);
        assertThat(swarm.tasks(WEB)).isEqualTo(tasks);
    }

    @Test
    @Order(5)
    void aRotatedCredentialIsANewVersionAndARollingUpdate() throws Exception {
        SortedSet<String> tasks = swarm.tasks(WEB);
        SortedSet<String> names = swarm.namesOf("greeter");
        credentials().text("greeter-password", ROTATED);

        Rest.Build build = rest.run("any-stack");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("~ service " + WEB + " (its tasks are replaced)");
        assertThat(swarm.tasks(WEB)).hasSize(2).doesNotContainAnyElementsOf(tasks);
        assertThat(swarm.namesOf("greeter")).anyMatch(name -> name.startsWith("secret ") && !names.contains(name));
    }

    @Test
    @Order(6)
    void aFailingMigrationFailsTheBuildWhileTheOldStackServes() throws Exception {
        SortedSet<String> tasks = swarm.tasks(WEB);
        String migration = "set: ['migration.service': 'web', 'migration.command': '[sh, -c, \"echo no; exit 3\"]'], ";
        repository.change(ANY, "stack: 'greeter'", migration + "stack: 'greeter'");
        repository.change(ANY, "GREETING: 'hello'", "GREETING: 'hi'");

        Rest.Build build = rest.run("any-stack");

        repository.change(ANY, migration, "");
        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("exit code 3", "greeter_migration-3 | no")
                .doesNotContain("\tat ");
        assertThat(swarm.tasks(WEB)).isEqualTo(tasks);
        assertThat(rest.page("job/any-stack/lastBuild/swarm-release/"))
                .contains("Failed; the stack is as it was before");
    }

    @Test
    @Order(7)
    void anAbortInTheRolloutEndsPutBack() throws Exception {
        SortedSet<String> tasks = swarm.tasks(WEB);
        repository.add("examples/any-stack/slow.yml", """
                version: "3.8"
                services:
                  web: {healthcheck: {test: [CMD, "false"], start_period: 10m}}
                """);
        String files = "files: ['examples/any-stack/stack.yml'";
        repository.change(ANY, files, files + ", 'examples/any-stack/slow.yml'");

        int number = rest.start("any-stack");
        rest.awaitLog("any-stack", number, " ready");
        lookAtCommandLines();
        rest.abort("any-stack", number);
        Rest.Build build = rest.await("any-stack", number);

        repository.change(ANY, files + ", 'examples/any-stack/slow.yml'", files);
        assertThat(build.result()).as("%s", build).isEqualTo("ABORTED");
        assertThat(build.log()).contains("==> Rollback");
        assertThat(swarm.tasks(WEB)).hasSize(2).containsAnyElementsOf(tasks);
    }

    @Test
    @Order(8)
    void aControllerThatRestartsInTheRolloutGoesOnAndSucceeds() throws Exception {
        repository.change("examples/any-stack/stack.yml", "mkdir -p /tmp/www", "sleep 20; mkdir -p /tmp/www");

        int number = rest.start("any-stack");
        rest.awaitLog("any-stack", number, " ready");
        jenkins.stop(true);
        lookAtFiles();
        jenkins.start();
        rest = new Rest(jenkins.address());
        Rest.Build build = rest.await("any-stack", number);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(rest.page("job/any-stack/" + number + "/swarm-release/"))
                .contains("Interrupted, and begun again", "Succeeded: all tasks run and are healthy");
        assertThat(swarm.tasks(WEB)).hasSize(2);
    }

    @Test
    @Order(9)
    void aScriptWithStagesOfItsOwn() throws Exception {
        rest.job("scripted", repository.folder(), "examples/scripted/Jenkinsfile");

        Rest.Build build = rest.run("scripted");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(rest.json("job/scripted/1/api/json").path("description").asText())
                .isEqualTo("release 1 of scripted");
    }

    @Test
    @Order(10)
    void anImageThatDockerPipelineBuilt() throws Exception {
        rest.job("docker-workflow", repository.folder(), "examples/docker-workflow/Jenkinsfile");

        Rest.Build build = rest.run("docker-workflow");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(swarm.tasks("page_web")).hasSize(1);
    }

    @Test
    @Order(11)
    void fromTheSourceOfFlaskBBToTheRunningForum() throws Exception {
        rest.job("flaskbb", repository.folder(), "examples/flaskbb/Jenkinsfile");

        Rest.Build build = rest.run("flaskbb");

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("flaskbb_migration-1 | db-upgrade: done");
        assertThat(ask(URI.create("http://" + Lab.variable("LAB_ADDRESS") + "/")))
                .contains("<title>", "FlaskBB");
        var before = swarm.everything();
        Rest.Build second = rest.run("flaskbb");
        assertThat(second.result()).as("%s", second).isEqualTo("SUCCESS");
        assertThat(second.log()).contains("unchanged: nothing built");
        assertThat(swarm.everything()).isEqualTo(before);
        if (Pictures.wanted().isPresent()) {
            takePictures(Pictures.wanted().get());
        }
    }

    /** With names in the place of the laboratory's addresses. */
    private static void takePictures(Pictures pictures) throws Exception {
        for (Path journal : jenkins.filesBesidesPrograms()) {
            if (journal.toString().matches(".*/builds/[0-9]+/flaskbb-swarm/.*")) {
                Files.writeString(
                        journal,
                        Files.readString(journal)
                                .replace(Lab.variable("LAB_REGISTRY"), "registry.example.org:5000")
                                .replace(Lab.variable("LAB_ADDRESS"), "forum.example.org"));
            }
        }
        pictures.take(jenkins.address().resolve("job/flaskbb/1/swarm-release/"), "build-page", 1250);
        pictures.take(jenkins.address().resolve("job/any-stack/swarm-releases/"), "job-page", 560);
    }

    @Test
    @Order(12)
    void noSecretIsInAFileALogOrACommandLine() throws Exception {
        lookAtFiles();
        assertThat(COMMAND_LINES).isNotEmpty();
        for (String line : COMMAND_LINES) {
            assertThat(CANARIES.in(line)).as("canary in %s", line).isEmpty();
        }
        assertThat(warningsAboutUs()).isEmpty();
    }

    /** Every file below the home, those of running builds (program.dat) included. */
    private static void lookAtFiles() throws IOException {
        assertThat(jenkins.filesBesidesPrograms()).anyMatch(file -> file.endsWith("1.jsonl"));
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    private static void lookAtCommandLines() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                Path line = process.resolve("cmdline");
                COMMAND_LINES.add(
                        Files.isReadable(line)
                                ? Files.readString(line, java.nio.charset.StandardCharsets.ISO_8859_1)
                                : "");
            }
        }
    }

    private static List<String> warningsAboutUs() throws IOException {
        List<String> lines =
                jenkins.logText().replace(jenkins.home().toString(), "").lines().toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String near = String.join("\n", lines.subList(Math.max(0, i - 1), Math.min(lines.size(), i + 6)));
            if (lines.get(i).matches("(WARNING|SEVERE).*")
                    && near.toLowerCase(java.util.Locale.ROOT).contains("swarm")) {
                found.add(near);
            }
        }
        return found;
    }

    private static CredentialStore credentials() {
        return CredentialStore.ofAll(rest, CANARIES);
    }

    private static String redisPassword() {
        return URI.create(Lab.variable("FLASKBB_REDIS")).getUserInfo().substring(1);
    }

    private static String ask(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
