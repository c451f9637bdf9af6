package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A registry login that is another one than the swarm was given: handed out again, and nothing else happens. */
class ChangedLoginTest {
    private static final StackDeployOptions OPTIONS =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, false, true, StackDeployOptions.ReleaseMode.USUAL);
    private static final StackDeployOptions WITHOUT =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, false, false, StackDeployOptions.ReleaseMode.USUAL);
    private static final String[] STACK = {
        "app: {image: 'r.io/app:1'}", "db: {image: 'r.io/db:1'}", "open: {image: pub}"
    };

    @TempDir
    private Path folder;

    private FakeDeployments fake;

    @BeforeEach
    void released() throws Exception {
        fake = new FakeDeployments(Map.of("DOCKER_CONFIG", folder.toString()));
        login("old");
        fake.deploy(OPTIONS, STACK);
        fake.swarm.forgetRequests();
        fake.events.clear();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void theSameLoginIsNothingToDo() throws Exception {
        assertThat(fake.deploy(OPTIONS, STACK).changed()).isFalse();
        assertThat(fake.swarm.writes()).isEmpty();
    }

    @Test
    void anotherLoginIsPlannedWithoutARestart() throws Exception {
        login("new");

        assertThat(PlanText.of(fake.plan(OPTIONS, STACK).plan()))
                .containsExactly(
                        "~ service bb_app (no restart)",
                        "    registry login changed",
                        "~ service bb_db (no restart)",
                        "    registry login changed",
                        "= unchanged: bb_open");
    }

    @Test
    void anotherLoginIsHandedOutAndNoNewRelease() throws Exception {
        var before = fake.spec("bb_app");
        login("new");

        DeployResult result = fake.deploy(OPTIONS, STACK);

        assertThat(result.sentence()).isEqualTo("Registry login updated: bb is at release 1 as before.");
        assertThat(updates()).hasSize(2).allSatisfy(update -> assertThat(update).contains("\"new\""));
        assertThat(fake.spec("bb_app").path("TaskTemplate")).isEqualTo(before.path("TaskTemplate"));
        assertThat(fake.state().releases().all()).hasSize(1);
        assertThat(fake.deploy(OPTIONS, STACK).changed()).isFalse();
        assertThat(fake.state() + fake.events.toString()).doesNotContain("\"new\"", "\"old\"");
    }

    @Test
    void aServiceThatGotNoLoginSoFarGetsIt() throws Exception {
        fake.deployText(WITHOUT, "services: {late: {image: 'r.io/late:1'}}");
        fake.swarm.forgetRequests();

        fake.deployText(OPTIONS, "services: {late: {image: 'r.io/late:1'}}");

        assertThat(updates()).singleElement().asString().contains("\"old\"");
    }

    @Test
    void withoutALoginTheSwarmKeepsTheOneThatItHas() throws Exception {
        assertThat(fake.deploy(WITHOUT, STACK).changed()).isFalse();
        fake.deploy(WITHOUT, "app: {image: 'r.io/app:2'}", STACK[1], STACK[2]);
        fake.swarm.forgetRequests();

        assertThat(fake.deploy(OPTIONS, "app: {image: 'r.io/app:2'}", STACK[1], STACK[2])
                        .changed())
                .isFalse();
    }

    @Test
    void aNewServiceOfTheSameRegistryIsNoReasonToTouchTheOthers() throws Exception {
        fake.deploy(OPTIONS, "aaa: {image: 'r.io/aaa:1'}", STACK[0], STACK[1], STACK[2]);

        assertThat(updates()).isEmpty();
    }

    @Test
    void aJobIsNotRunAgainForIt() throws Exception {
        String job = "version: '3.8'\nservices: {job: {image: 'r.io/job:1', deploy: {mode: replicated-job}}}";
        StackDeployOptions sent = new StackDeployOptions(
                ImageResolutionPolicy.NEVER,
                false,
                true,
                new StackDeployOptions.ReleaseMode(false, Optional.empty(), false));
        fake.deployText(sent, job);
        login("new");

        assertThat(fake.deployText(sent, job).changed()).isFalse();
    }

    @Test
    void isNoDrift() throws Exception {
        login("new");
        fake.deploy(OPTIONS, STACK);

        assertThat(fake.commands().drift(FakeDeployments.STACK).changes().isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatARollbackMakesAgainGetsTheDockerClisLogin(boolean repair) throws Exception {
        login("new");
        removeByHand("bb_app");
        fake.swarm.forgetRequests();

        again(fake.commands(), repair);

        assertThat(sent("/services/create")).singleElement().asString().contains("\"new\"");
        assertThat(updates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackThatIsToldToUsesTheLoginForAll(boolean repair) throws Exception {
        login("new");

        again(fake.commands().with(new LoginChoice(Optional.empty(), true)), repair);

        assertThat(updates()).hasSize(2).allSatisfy(update -> assertThat(update).contains("\"new\""));
    }

    @Test
    void aRollbackTakesTheLoginOfADeployFile() throws Exception {
        removeByHand("bb_db");
        fake.swarm.forgetRequests();
        SecretSource password = new SecretSource.Given(
                io.jenkins.plugins.flaskbbswarm.stack.Content.of("named".getBytes(StandardCharsets.UTF_8)));
        LoginChoice named = new LoginChoice(Optional.of(new DeployConfig.Registry("r.io", "ci", password)), false);

        again(fake.commands().with(named), false);

        assertThat(sent("/services/create")).singleElement().asString().contains("\"named\"");
    }

    @Test
    void aRollbackWithoutAUsableLoginWarnsAndGoesOn() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{broken");
        removeByHand("bb_app");

        again(fake.commands(), true);

        assertThat(fake.events)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .asString()
                .contains("registry r.io", "config.json");
        assertThatThrownBy(() -> again(fake.commands().with(new LoginChoice(Optional.empty(), true)), true))
                .isInstanceOf(InvalidRequestException.class);
    }

    private void again(StackCommands commands, boolean repair) throws Exception {
        if (repair) {
            commands.repair(FakeDeployments.STACK);
        } else {
            Release first = commands.releases(FakeDeployments.STACK).get(0);
            commands.rollback(FakeDeployments.STACK, first.number());
        }
    }

    private void removeByHand(String service) throws InterruptedException {
        try (Engine engine = Engine.connect(EngineAddress.parse(fake.swarm.address()))) {
            engine.services().remove(service);
        }
    }

    private void login(String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString(("ci:" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("config.json"), "{\"auths\": {\"r.io\": {\"auth\": \"" + pair + "\"}}}");
    }

    private List<String> updates() {
        return sent("/update");
    }

    private List<String> sent(String path) {
        return fake.swarm.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().contains(path))
                .map(Recorded::login)
                .toList();
    }
}
