package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Builds and pushes with a real engine and a real registry. */
@RequiresLab
class ImageBuilderTest {
    @TempDir
    private Path context;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ImageReference repository =
            ImageReference.parse(Lab.variable("LAB_REGISTRY") + "/test/" + UUID.randomUUID());
    private final String base = Lab.variable("LAB_REGISTRY_BUSYBOX");
    private Engine engine;

    @BeforeEach
    void connect() throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        file("Dockerfile", "FROM " + base + "\nARG WHO=you\nCOPY . /here\nRUN echo hello $WHO; cat /here/a\n");
        file(".dockerignore", "Dockerfile*\n.dockerignore\nlog\n");
        file("a", "content");
    }

    @AfterEach
    void close() throws Exception {
        forgetLocally();
        engine.close();
    }

    @Test
    void builtOnceThenFoundThenOnlyTagged() throws Exception {
        BuiltImage first = builder().ensure(request("1", "latest"));
        assertThat(first.built()).isTrue();
        assertThat(first.pushed()).contains("1", "latest").hasSize(3);
        assertThat(first.pinned().toString()).matches(repository + ":1@sha256:[0-9a-f]{64}");

        file("log", "ignored, so nothing changed");
        events.clear();
        BuildDecision unchanged = builder().decide(request("1", "latest"));
        assertThat(unchanged).isInstanceOf(BuildDecision.UpToDate.class);
        BuiltImage again = builder().push(builder().build(unchanged));
        assertThat(again).isEqualTo(found(first.pinned()));
        assertThat(events).noneMatch(Event.Progress.class::isInstance);

        assertThat(builder().ensure(request("1", "2", "latest"))).isEqualTo(found(first.pinned(), "2"));
        assertThat(builder().decide(request("1", "2", "latest"))).isInstanceOf(BuildDecision.UpToDate.class);
    }

    @Test
    void tagsOfAnImageThatOnlyTheRegistryHas() throws Exception {
        BuiltImage first = builder().ensure(request("1"));
        forgetLocally();
        assertThat(builder().ensure(request("1", "2"))).isEqualTo(found(first.pinned(), "2"));
        assertThat(events).contains(new Event.Progress(first.pinned().familiar().replace(":1@", "@"), "pulling"));
    }

    @Test
    void anotherContextArgumentOrFileIsAnotherImage() throws Exception {
        ImageReference first = builder().ensure(request("1")).pinned();
        ImageReference other = builder()
                .ensure(ImageBuild.of(context, repository, List.of("1"))
                        .buildArgs(Map.of("WHO", "me"))
                        .build())
                .pinned();
        file("a", "other content");
        BuiltImage third = builder().ensure(request("1"));
        assertThat(third.built()).isTrue();
        assertThat(List.of(first, other, third.pinned())).doesNotHaveDuplicates();
    }

    @Test
    void aChangeThatNoStepCopiesKeepsTheDigest() throws Exception {
        file("Dockerfile", "FROM " + base + "\nCOPY a /a\n");
        ImageReference first = builder().ensure(request("1")).pinned();
        file("b", "in the context, but not in the image");
        BuiltImage again = builder().ensure(request("1"));
        assertThat(again.built()).isTrue();
        assertThat(again.pinned()).isEqualTo(first);
    }

    @Test
    void askedToBuildAnew() throws Exception {
        builder().ensure(request("1"));
        for (ImageBuild anew : List.of(
                ImageBuild.of(context, repository, List.of("1")).noCache(true).build(),
                ImageBuild.of(context, repository, List.of("1")).pull(true).build())) {
            assertThat(builder().ensure(anew).built()).isTrue();
        }
        assertThat(events).contains(new Event.Progress(base, "pulling"));
    }

    @Test
    void stepsAndOutputAreTold() throws Exception {
        file("a", "line one\nline two " + UUID.randomUUID() + "\n");
        builder().build(builder().decide(request("1")));
        String image = repository + ":1";
        assertThat(told())
                .contains("[3/3] RUN echo hello you; cat /here/a")
                .anyMatch(text -> text.matches("\\[3/3\\] RUN echo hello you; cat /here/a \\(\\d+\\.\\ds\\)"))
                .anyMatch(text -> text.matches("exporting to image \\(\\d+\\.\\ds\\)"))
                .noneMatch(text -> text.contains("[internal]"));
        assertThat(events)
                .contains(new Event.Output("3/3", "hello you"), new Event.Output("3/3", "line one"))
                .contains(new Event.Note(image, "no image of this source hash in the registry"));

        events.clear();
        file("b-not-copied-by-run", "");
        file("Dockerfile", "FROM " + base + "\nARG WHO=you\nCOPY a /here/a\nRUN true\nRUN false || true\n");
        builder().build(builder().decide(request("1")));
        events.clear();
        file("c", "");
        builder().build(builder().decide(request("1")));
        assertThat(told()).contains("[3/4] RUN true CACHED", "[4/4] RUN false || true CACHED");
    }

    @Test
    void secretsInArgumentsAreWarnedOfButNotShown() throws Exception {
        file("Dockerfile", "FROM " + base + "\nARG DB_PASSWORD\nRUN echo $DB_PASSWORD; exit 3\n");
        ImageBuild request = ImageBuild.of(context, repository, List.of("1"))
                .buildArgs(Map.of("DB_PASSWORD", "canary", "WHO", "x"))
                .build();
        assertThatThrownBy(() -> builder().ensure(request))
                .hasMessage("building " + repository + ":1 failed in step [2/2] RUN echo ***; exit 3 (Dockerfile line"
                        + " 3): exit code 3; correct the step, whose last lines were:\n  ***");
        assertThat(events)
                .contains(new Event.Warning(
                        repository + ":1",
                        "the build argument DB_PASSWORD looks like a secret, and everyone who has the image can read it"
                                + " there",
                        "give it to the service as a swarm secret instead"));
        assertThat(events.toString() + request).doesNotContain("canary");
    }

    @Test
    void aFailingStepIsShownWithItsLineAndOutput() throws Exception {
        file("Dockerfile", "FROM " + base + "\n\n# fails\nRUN echo one; \\\n    echo two; exit 7\n");
        assertFails(
                Kind.BUILD_FAILED,
                "building " + repository + ":1 failed in step [2/2] RUN echo one; echo two; exit 7 (Dockerfile line"
                        + " 4): exit code 7; correct the step, whose last lines were:\n  one\n  two");
    }

    @Test
    void whatTheContextLacks() throws Exception {
        file("Dockerfile", "FROM " + base + "\nCOPY nope /x\n");
        assertFails(
                Kind.BUILD_FAILED,
                "cannot build " + repository + ":1: the build context has no nope, wanted in step [2/2] COPY nope /x"
                        + " (Dockerfile line 2); add it, or take it out of .dockerignore");
        file("Dockerfile", "FROM " + base + "\nXYZZY bar\n");
        assertFails(
                Kind.BAD_CONTEXT,
                "cannot build " + repository + ":1: Dockerfile:2: unknown instruction: XYZZY; correct the line");
    }

    @Test
    void baseImagesThatAreNotToBeHad() throws Exception {
        String nope = Lab.variable("LAB_REGISTRY") + "/nope:1";
        file("Dockerfile", "FROM " + nope);
        assertThatThrownBy(() -> builder().ensure(request("1")))
                .hasMessageStartingWith(
                        "cannot pull " + nope + ": the registry " + repository.registry() + " has no such image (")
                .hasMessageEndingWith("); correct its name or tag, or push it first")
                .extracting("kind")
                .isEqualTo(Kind.NOT_FOUND);
        file("Dockerfile", "FROM nosuchhost.invalid/x:1");
        assertThatThrownBy(() -> builder().ensure(request("1")))
                .hasMessageStartingWith(
                        "cannot build " + repository + ":1: its base image nosuchhost.invalid/x:1 is not"
                                + " to be had: the engine cannot resolve the registry's name nosuchhost.invalid (")
                .extracting("kind")
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void noLoginAndAWrongOne() throws Exception {
        assertThatThrownBy(() -> builder(Optional.empty()).ensure(request("1")))
                .hasMessageContaining("wants a login and got none")
                .extracting("kind")
                .isEqualTo(Kind.UNAUTHORIZED);
        Optional<RegistryAuth> wrong = Optional.of(
                new RegistryAuth(Lab.variable("LAB_REGISTRY"), Lab.variable("LAB_REGISTRY_USER"), "no".toCharArray()));
        assertThatThrownBy(() -> builder(wrong).ensure(request("1")))
                .hasMessage("cannot look up " + repository + ":" + sourceTag() + ": the registry "
                        + repository.registry() + " refuses the login (unauthorized: authentication required); correct"
                        + " its user and password")
                .extracting("kind")
                .isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void aPushThatTheRegistryRefuses() throws Exception {
        LocalImage image = builder()
                .build(builder()
                        .decide(ImageBuild.of(context, repository, List.of("1"))
                                .noCache(true)
                                .build()));
        assertThatThrownBy(() -> builder(Optional.empty()).push(image))
                .hasMessageStartingWith("cannot push " + repository + ":" + sourceTag() + ": the registry "
                        + repository.registry() + " wants a login and got none (")
                .hasMessageEndingWith("no basic auth credentials); name its user and password");
        assertThat(builder().decide(request("1"))).isInstanceOf(BuildDecision.Build.class);
        assertThat(builder().push(image).pushed()).containsExactlyInAnyOrder("1", sourceTag());
    }

    @Test
    void aPushThatCannotReachTheRegistry() throws Exception {
        ImageReference closed = ImageReference.parse(repository.registry().replaceFirst(":.*", ":1") + "/app");
        BuildDecision decision = new BuildDecision.Build(
                ImageBuild.of(context, closed, List.of("1")).build(), sourceHash(), "a test");
        LocalImage image = builder().build(decision);
        assertThatThrownBy(() -> builder().push(image))
                .hasMessageStartingWith("cannot look up " + image.mark().familiar())
                .hasMessageContaining("nothing answers at the registry's address " + closed.registry())
                .extracting("kind")
                .isEqualTo(Kind.UNREACHABLE);
        engine.images().remove(image.mark().familiar());
        engine.images().remove(closed.withTag("1").familiar());
    }

    @Test
    void aBuildThatIsInterruptedEndsAtOnce() throws Exception {
        file("Dockerfile", "FROM " + base + "\nRUN sleep 60\n");
        Thread here = Thread.currentThread();
        ImageBuilder builder = new ImageBuilder(engine, logins(login()), event -> {
            if (event instanceof Event.Progress step && step.text().contains("RUN sleep")) {
                here.interrupt();
            }
        });
        BuildDecision decision = builder.decide(request("1"));
        Instant start = Instant.now();
        assertThatThrownBy(() -> builder.build(decision)).isInstanceOf(InterruptedException.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aContextThatChangesBetweenDecisionAndBuild() throws Exception {
        BuildDecision decision = builder().decide(request("1"));
        file("a", "changed");
        assertThatThrownBy(() -> builder().build(decision))
                .hasMessage("the build context " + context + " of " + repository + ":1 changed between the decision to"
                        + " build it and its end; build again when nothing writes there");
    }

    private ImageBuild request(String... tags) {
        return ImageBuild.of(context, repository, List.of(tags)).build();
    }

    private ImageBuilder builder() {
        return builder(login());
    }

    private static Optional<RegistryAuth> login() {
        return Optional.of(new RegistryAuth(
                Lab.variable("LAB_REGISTRY"),
                Lab.variable("LAB_REGISTRY_USER"),
                Lab.variable("LAB_REGISTRY_PASSWORD").toCharArray()));
    }

    private static RegistryLogins logins(Optional<RegistryAuth> login) {
        return RegistryLogins.of(login.stream().toList());
    }

    private ImageBuilder builder(Optional<RegistryAuth> login) {
        return new ImageBuilder(engine, logins(login), events::add);
    }

    private String sourceHash() {
        return SourceHash.of(BuildContext.open(request("1")), request("1")).hex();
    }

    private String sourceTag() {
        return new SourceHash(sourceHash()).tag();
    }

    private void forgetLocally() throws InterruptedException {
        for (JsonNode image : engine.images().list(Filters.none().and("reference", repository.name()))) {
            for (JsonNode name : image.path("RepoTags")) {
                engine.images().remove(name.asText());
            }
        }
    }

    private void assertFails(Kind kind, String message) {
        assertThatThrownBy(() -> builder().ensure(request("1")))
                .isInstanceOf(ImageException.class)
                .hasMessage(message)
                .extracting("kind")
                .isEqualTo(kind);
    }

    private List<String> told() {
        return events.stream()
                .filter(Event.Progress.class::isInstance)
                .map(event -> ((Event.Progress) event).text())
                .toList();
    }

    private static BuiltImage found(ImageReference pinned, String... pushed) {
        return new BuiltImage(pinned, false, new TreeSet<>(List.of(pushed)));
    }

    private void file(String path, String content) throws IOException {
        Files.writeString(context.resolve(path), content);
    }
}
