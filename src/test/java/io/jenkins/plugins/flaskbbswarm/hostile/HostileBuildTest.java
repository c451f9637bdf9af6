package io.jenkins.plugins.flaskbbswarm.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuild;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuilder;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.images.IsolatedBuild;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Builds of strangers beside those of production, on a real builder. */
@RequiresLab
class HostileBuildTest {
    private static final String BUSYBOX = Lab.variable("LAB_REGISTRY_BUSYBOX");
    private static final Predicate<ImageReference> LISTED =
            ImageReference.parse(BUSYBOX).withDefaultTag()::equals;

    private final String id = UUID.randomUUID().toString();
    private final ImageReference repository = ImageReference.parse(Lab.variable("LAB_REGISTRY") + "/test/" + id);
    private final List<JsonNode> bases = new ArrayList<>();

    @TempDir
    private Path context;

    private Engine engine;
    private int builds;

    @BeforeEach
    void connect() throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
    }

    @AfterEach
    void close() throws Exception {
        for (JsonNode image : engine.images().list(Filters.none().and("reference", repository.name()))) {
            for (JsonNode name : image.path("RepoTags")) {
                engine.images().remove(name.asText());
            }
        }
        engine.close();
    }

    /** BuildKit puts the namespace before the name, whatever that is. */
    @Test
    void cacheMountsAreKeptApart() throws Exception {
        mount(Optional.empty(), id, "echo production >/c/x");
        for (String name : List.of(id, "../" + id)) {
            mount(stranger("preview-a"), name, "test ! -e /c/x && echo poisoned >/c/x");
            mount(stranger("preview-b"), name, "test ! -e /c/x");
            mount(stranger("preview-a"), name, "grep -q poisoned /c/x");
            mount(Optional.empty(), id, "grep -q production /c/x");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM %s",
                "FROM \"%s\"",
                "FROM BUSYBOX\nCOPY --from=%s /bin/busybox /stolen",
                "FROM BUSYBOX\nRUN --mount=type=bind,from=%s,target=/x cp /x/bin/busybox /stolen",
                "FROM BUSYBOX AS a\nFROM %s AS b\nFROM a",
            })
    void whatOnlyTheBuilderHasIsOutOfReach(String dockerfile) throws Exception {
        ImageReference secret = repository.withTag("only-here");
        engine.images().tag(BUSYBOX, repository.name(), "only-here");
        String text = dockerfile.formatted(secret.familiar()).replace("BUSYBOX", BUSYBOX);

        assertThatThrownBy(() -> build(text, stranger("preview-a")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(" is built on " + secret.familiar() + ", which does not come from its registry")
                .hasMessageContaining("(rule images); list it under preview.policy.images");
    }

    @Test
    void itMayBeListed() throws Exception {
        ImageReference known = repository.withTag("only-here");
        engine.images().tag(BUSYBOX, repository.name(), "only-here");
        IsolatedBuild listed = new IsolatedBuild("preview-a", known::equals, (image, configuration) -> {});

        assertThatCode(() -> build("FROM " + known.familiar(), Optional.of(listed)))
                .doesNotThrowAnyException();
    }

    /** The policy is told what a base image does in the builds of others; PreviewPolicyTest has what it says to that. */
    @Test
    void triggersOfABaseImageAreShown() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM " + BUSYBOX + "\nONBUILD COPY --from=private /a /b\n");
        ImageBuild base = ImageBuild.of(context, repository, List.of("base")).build();
        new ImageBuilder(engine, logins(), EventSink.silent()).ensure(base);

        assertThatThrownBy(() -> build("FROM " + base.firstTag().familiar(), stranger("preview-a")));

        assertThat(bases)
                .extracting(configuration -> configuration.at("/OnBuild/0").asText())
                .containsExactly("COPY --from=private /a /b");
    }

    private void mount(Optional<IsolatedBuild> author, String name, String command) throws Exception {
        build(
                "FROM %s%nRUN --mount=type=cache,id=%s,target=/c : %s %d; %s"
                        .formatted(BUSYBOX, name, id, builds++, command),
                author);
    }

    private void build(String dockerfile, Optional<IsolatedBuild> author) throws Exception {
        Files.writeString(context.resolve("Dockerfile"), dockerfile + "\n");
        ImageBuild request = ImageBuild.of(context, repository, List.of("1"))
                .isolation(author)
                .build();
        ImageBuilder builder = new ImageBuilder(engine, logins(), EventSink.silent());
        builder.build(builder.decide(request));
    }

    private Optional<IsolatedBuild> stranger(String namespace) {
        return Optional.of(new IsolatedBuild(namespace, LISTED, (image, configuration) -> bases.add(configuration)));
    }

    private static RegistryLogins logins() {
        return RegistryLogins.of(List.of(new RegistryAuth(
                Lab.variable("LAB_REGISTRY"),
                Lab.variable("LAB_REGISTRY_USER"),
                Lab.variable("LAB_REGISTRY_PASSWORD").toCharArray())));
    }
}
