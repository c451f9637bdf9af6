package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code stack deploy} sends by each of its options, against the in-memory swarm. */
class StackDeployOptionsTest {
    private static final String OLD = "@sha256:" + "0".repeat(64);
    private static final String NEW = "@sha256:" + "1".repeat(64);
    private static final ReleaseMode SENT = new ReleaseMode(false, Optional.empty());

    /** Whether the lock is still ours, before each group of writes. */
    private static final String LOCK_CHECK = "GET /configs/ID";

    /** The change, and the lock given back. */
    private static final List<String> SENT_CHANGE =
            List.of(LOCK_CHECK, "POST /services/app0/update", "GET /services", "DELETE /configs/ID");

    /** Besides, the tasks before and after, a last look at what runs, and the record of the release. */
    private static final List<String> WATCHED_CHANGE = List.of(
            "GET /tasks",
            LOCK_CHECK,
            "POST /services/app0/update",
            "GET /tasks",
            "GET /services",
            "GET /services",
            LOCK_CHECK,
            "POST /configs/create",
            "DELETE /configs/ID");

    @TempDir
    private Path docker;

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments(Map.of("DOCKER_CONFIG", docker.toString()));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest(name = "{0}, the file names {1}: {2} look-ups, runs {3}")
    @CsvSource({
        "ALWAYS,  r.io/a:1, 1, r.io/a:1@new",
        "CHANGED, r.io/a:1, 0, r.io/a:1@old",
        "NEVER,   r.io/a:1, 0, r.io/a:1@old",
        "ALWAYS,  r.io/a:2, 1, r.io/a:2@new",
        "CHANGED, r.io/a:2, 1, r.io/a:2@new",
        "NEVER,   r.io/a:2, 0, r.io/a:2",
    })
    void aTagIsLookedUpWhenTheDockerCliWould(ImageResolutionPolicy resolve, String image, int lookups, String runs)
            throws Exception {
        fake.swarm.image("r.io/a:1").hasDigest(OLD.substring(1));
        fake.deploy(StackDeployOptions.DEFAULT, "app: {image: 'r.io/a:1'}");
        fake.swarm.image("r.io/a:1").hasDigest(NEW.substring(1));
        fake.swarm.image("r.io/a:2").hasDigest(NEW.substring(1));
        fake.swarm.forgetRequests();

        fake.deploy(new StackDeployOptions(resolve, false, false, SENT), "app: {image: '" + image + "'}");

        assertThat(fake.sent("/distribution/")).hasSize(lookups);
        assertThat(fake.image("bb_app")).isEqualTo(runs.replace("@new", NEW).replace("@old", OLD));
    }

    @Test
    void aNewServiceIsLookedUpBesideOneThatKeepsItsDigest() throws Exception {
        fake.swarm.image("r.io/a:1").hasDigest(OLD.substring(1));
        fake.deploy(StackDeployOptions.DEFAULT, "app: {image: 'r.io/a:1'}");
        fake.swarm.image("r.io/a:1").hasDigest(NEW.substring(1));

        fake.deploy(
                new StackDeployOptions(ImageResolutionPolicy.CHANGED, false, false, SENT),
                "app: {image: 'r.io/a:1'}",
                "web: {image: 'r.io/a:1'}");

        assertThat(fake.image("bb_app")).endsWith(OLD);
        assertThat(fake.image("bb_web")).endsWith(NEW);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void anUnchangedStackTakesAsManyRequestsHoweverManyServices(int count) throws Exception {
        String[] services = IntStream.range(0, count)
                .mapToObj(number -> "app" + number + ": {image: r.io/a}")
                .toArray(String[]::new);
        fake.deploy(StackDeployOptions.DEFAULT, services);
        fake.swarm.forgetRequests();

        assertThat(fake.deploy(StackDeployOptions.DEFAULT, services).changed()).isFalse();

        // and before these, when it connected, a ping
        assertThat(fake.swarm.requests())
                .extracting(Recorded::toString)
                .containsExactlyInAnyOrder(
                        "GET /nodes",
                        "GET /configs",
                        "GET /services",
                        "GET /networks",
                        "GET /secrets",
                        "GET /distribution/r.io/a:latest/json",
                        "GET /tasks");
    }

    @ParameterizedTest(name = "one of {0} services changes, watched: {1}")
    @CsvSource({"1, true", "30, true", "1, false", "30, false"})
    void oneChangeTakesAsManyRequestsHoweverManyServices(int count, boolean watched) throws Exception {
        String[] services = IntStream.range(0, count)
                .mapToObj(number -> "app" + number + ": {image: r.io/a, deploy: {replicas: 0}}")
                .toArray(String[]::new);
        fake.deploy(StackDeployOptions.DEFAULT, services);
        services[0] = "app0: {image: r.io/a, deploy: {replicas: 0}, hostname: other}";
        fake.swarm.forgetRequests();

        fake.deploy(watched ? StackDeployOptions.DEFAULT : detached(false), services);

        List<String> requests = fake.swarm.requests().stream()
                .map(Recorded::toString)
                .map(request -> request.replaceFirst("/services/.*/update", "/services/app0/update")
                        .replaceFirst("/configs/(?!create).*", "/configs/ID"))
                .toList();
        assertThat(requests.subList(0, 6))
                .as("at the same time")
                .containsExactlyInAnyOrder(
                        "GET /nodes",
                        "GET /configs",
                        "GET /services",
                        "GET /networks",
                        "GET /secrets",
                        "GET /distribution/r.io/a:latest/json");
        assertThat(requests.get(6)).as("the lock").isEqualTo("POST /configs/create");
        assertThat(requests.subList(7, 9))
                .as("a look under the lock, at the same time")
                .containsExactlyInAnyOrder("GET /configs", "GET /services");
        assertThat(requests.subList(9, requests.size()))
                .as("one after the other")
                .containsExactlyElementsOf(watched ? WATCHED_CHANGE : SENT_CHANGE);
    }

    @ParameterizedTest
    @EnumSource(ImageResolutionPolicy.class)
    void anImageRunsOnNodesThatItIsMadeFor(ImageResolutionPolicy resolve) throws Exception {
        fake.deploy(StackDeployOptions.DEFAULT, "app: {image: 'r.io/a:1'}");
        fake.deploy(new StackDeployOptions(resolve, false, false, SENT), "app: {image: 'r.io/a:1', hostname: other}");
        assertThat(fake.state().observed().specs().get("bb_app").at("/TaskTemplate/Placement/Platforms"))
                .hasToString("[{\"Architecture\":\"amd64\",\"OS\":\"linux\"}]");
    }

    @Test
    void detachedSendsAndRecordsNothing() throws Exception {
        DeployResult sent = fake.deploy(detached(false), "app: {image: a}", "web: {image: w}");
        assertThat(sent.watched()).isFalse();
        assertThat(fake.state().releases().all()).isEmpty();
        assertThat(fake.state().lock()).isEmpty();

        DeployResult again = fake.deploy(detached(false), "app: {image: a}", "web: {image: w}");
        assertThat(again.changed()).isFalse();
    }

    @Test
    void detachedThenWatchedMakesItARelease() throws Exception {
        fake.deploy(detached(false), "app: {image: a}");
        fake.swarm.forgetRequests();

        DeployResult watched = fake.deploy(StackDeployOptions.DEFAULT, "app: {image: a}");

        assertThat(watched.release()).isEqualTo(1);
        assertThat(fake.sent("/services/")).filteredOn(Recorded::isWrite).isEmpty();
    }

    @Test
    void whatWasSentAndFailsIsAsItWasWhenTheRunBegan() throws Exception {
        fake.deploy(StackDeployOptions.DEFAULT, "app: {image: a}");
        fake.swarm.image("bad:1").crashes();
        fake.deploy(detached(false), "app: {hostname: unchecked, image: 'bad:1'}");
        assertThat(fake.image("bb_app")).startsWith("bad");

        assertThatThrownBy(() -> fake.deploy(StackDeployOptions.DEFAULT, "app: {hostname: unchecked, image: 'bad:1'}"))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("back at its services as they were before")
                .hasMessageContaining("flaskbb-swarm release rollback bb 1");
        assertThat(fake.image("bb_app")).startsWith("bad");
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void detachedPrunesServicesIfAskedTo(boolean prune, int removals) throws Exception {
        fake.deploy(StackDeployOptions.DEFAULT, "app: {image: a}", "old: {image: a}");
        fake.swarm.forgetRequests();

        fake.deploy(detached(prune), "app: {image: a}");

        assertThat(fake.sent("/services/"))
                .filteredOn(request -> request.method().equals("DELETE"))
                .hasSize(removals);
    }

    @Test
    void eachRegistryGetsItsOwnLoginAndNoOther() throws Exception {
        config("""
                {"auths": {"r.io": {"auth": "%s"},
                           "https://s.io/v2/": {"auth": "", "identitytoken": "tok"},
                           "unused.io": {"auth": "broken"}}}
                """.formatted(base64("me:p:w")));

        fake.deploy(
                new StackDeployOptions(ImageResolutionPolicy.ALWAYS, false, true, SENT),
                "a: {image: r.io/a}",
                "b: {image: s.io/b}",
                "c: {image: t.io/c}");

        List<Recorded> requests = fake.sent("/");
        assertThat(logins(requests, "/distribution/"))
                .containsExactlyInAnyOrder(
                        "{\"username\":\"me\",\"password\":\"p:w\",\"serveraddress\":\"r.io\"}",
                        "{\"identitytoken\":\"tok\",\"serveraddress\":\"s.io\"}",
                        "");
        assertThat(logins(requests, "/services/create"))
                .containsExactlyInAnyOrderElementsOf(logins(requests, "/distribution/"));
        assertThat(fake.events.toString()).doesNotContain("p:w", "tok", base64("me:p:w"));
    }

    @Test
    void withoutTheOptionNoLoginIsSent() throws Exception {
        config("{\"auths\": {\"r.io\": {\"auth\": \"%s\"}}}".formatted(base64("me:pw")));

        fake.deploy(new StackDeployOptions(ImageResolutionPolicy.ALWAYS, false, false, SENT), "a: {image: r.io/a}");

        assertThat(logins(fake.sent("/"), "/")).containsOnly("");
    }

    @Test
    void anUpdateSendsTheLoginToo() throws Exception {
        config("{\"auths\": {\"r.io\": {\"auth\": \"%s\"}}}".formatted(base64("me:pw")));
        StackDeployOptions options = new StackDeployOptions(ImageResolutionPolicy.NEVER, false, true, SENT);
        fake.deploy(options, "a: {image: 'r.io/a:1'}");
        fake.swarm.forgetRequests();

        fake.deploy(options, "a: {image: 'r.io/a:2'}");

        assertThat(logins(fake.sent("/"), "/update")).singleElement().asString().contains("\"me\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"credHelpers": {"r.io": "ecr"}}                    | docker-credential-ecr, which keeps the login to r.io, is in no folder of PATH
            {"auths": {"r.io": {}}, "credsStore": "pass"}       | docker-credential-pass, which keeps the login to r.io, is in no folder of PATH
            {"auths": {"r.io": {"auth": "bm9jb2xvbi1zZWNyZXQ="}}} | is not what docker login writes
            {"auths": {"r.io": {"auth": "*secret*"}}}           | is not what docker login writes
            {"auths": secret                                    | cannot be read: it is not JSON
            """)
    void whatCannotBeUsedIsSaidBeforeAnythingIsTouched(String config, String message) throws Exception {
        config(config);

        assertThatThrownBy(() -> fake.deploy(
                        new StackDeployOptions(ImageResolutionPolicy.ALWAYS, false, true, SENT), "a: {image: r.io/a}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("bm9jb2xv");
        assertThat(fake.swarm.writes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"credHelpers": {"other.io": "ecr"}}  | another registry's helper
            {"credsStore": "pass"}                | a store without a login to this registry
            {}                                    | nothing
            """)
    void aHelperForOthersDoesNotMatter(String config, String what) throws Exception {
        config(config);

        fake.deploy(new StackDeployOptions(ImageResolutionPolicy.ALWAYS, false, true, SENT), "a: {image: r.io/a}");

        assertThat(fake.image("bb_a")).startsWith("r.io/a:latest@");
    }

    private static StackDeployOptions detached(boolean prune) {
        return new StackDeployOptions(ImageResolutionPolicy.ALWAYS, prune, false, SENT);
    }

    private static List<String> logins(List<Recorded> requests, String path) {
        return requests.stream()
                .filter(request -> request.path().contains(path))
                .map(Recorded::login)
                .toList();
    }

    private void config(String json) throws Exception {
        Files.writeString(docker.resolve("config.json"), json);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes());
    }
}
