package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Builds of the same sources at once, of which each makes another image, with a real engine and a real registry. */
@RequiresLab
class BuildsAtOnceLabTest {
    private static final int BUILDS = 6;

    private final ImageReference repository =
            ImageReference.parse(Lab.variable("LAB_REGISTRY") + "/test/" + UUID.randomUUID());
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(BUILDS);

    @TempDir
    private Path context;

    private Engine engine;

    @BeforeEach
    void connect() throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + Lab.variable("LAB_REGISTRY_BUSYBOX")
                        + "\nRUN head -c 3000000 /dev/urandom >/noise; sleep 1\n");
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        for (JsonNode image : engine.images().list(Filters.none().and("reference", repository.name()))) {
            for (JsonNode name : image.path("RepoTags")) {
                engine.images().remove(name.asText());
            }
        }
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pr-%d", "commit"})
    void allSucceedWithTheImageThatTheTagsSay(String tag) throws Exception {
        CyclicBarrier together = new CyclicBarrier(BUILDS);
        List<Callable<BuiltImage>> builds = new ArrayList<>();
        for (int number = 0; number < BUILDS; number++) {
            ImageBuild request = ImageBuild.of(context, repository, List.of(tag.formatted(number), "latest"))
                    .labels(Map.of("build", Integer.toString(number)))
                    .build();
            builds.add(() -> {
                ImageBuilder builder = new ImageBuilder(engine, logins(), events::add);
                LocalImage image = builder.build(builder.decide(request));
                together.await(1, TimeUnit.MINUTES);
                return builder.push(image);
            });
        }
        List<Digest> digests = new ArrayList<>();
        for (Future<BuiltImage> build : threads.invokeAll(builds)) {
            digests.add(build.get().pinned().digest().orElseThrow());
        }
        SortedMap<String, Digest> tags = tags();
        assertThat(tags.values()).as("what %s say", tags).containsOnly(digests.get(0));
        assertThat(digests).containsOnly(digests.get(0));
    }

    private SortedMap<String, Digest> tags() throws Exception {
        TrustedCa ca = TrustedCa.parse(Files.readString(Path.of(Lab.variable("LAB_REGISTRY_CA"))));
        return new RegistryTags(logins(), Optional.of(ca)).of(repository);
    }

    private static RegistryLogins logins() {
        return RegistryLogins.of(List.of(new RegistryAuth(
                Lab.variable("LAB_REGISTRY"),
                Lab.variable("LAB_REGISTRY_USER"),
                Lab.variable("LAB_REGISTRY_PASSWORD").toCharArray())));
    }
}
