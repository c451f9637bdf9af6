package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.PinnedImage;
import io.jenkins.plugins.flaskbbswarm.stack.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Asks a real registry through a real engine of a one-node swarm. */
@RequiresLab
class ImageResolverTest {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final String registry = Lab.variable("LAB_REGISTRY");
    private final ImageReference held = ImageReference.parse(Lab.variable("LAB_REGISTRY_BUSYBOX"));
    private final ImageReference local = ImageReference.parse(Lab.variable("LAB_BUSYBOX"));
    private Engine engine;

    @BeforeEach
    void connect() throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aTagBecomesADigestAndADigestStays() throws Exception {
        PinnedImage pinned = resolver(false).resolve(List.of(held)).get(held).pinned();
        assertThat(pinned.reference().toString()).matches(held + "@sha256:[0-9a-f]{64}");
        assertThat(pinned.platforms()).containsExactlyElementsOf(platforms());
        Map<ImageReference, Resolution> both = resolver(false).resolve(List.of(held, pinned.reference(), held));
        assertThat(both)
                .hasSize(2)
                .containsEntry(held, new Resolution.Resolved(pinned))
                .containsEntry(pinned.reference(), new Resolution.Resolved(pinned));
    }

    /** One that keeps its images with containerd pushes them as OCI has it, and of such ones engines tell no platforms. */
    private static List<Platform> platforms() {
        return Lab.variable("LAB_ENGINE_STORE").equals("containerd")
                ? List.of()
                : List.of(new Platform("linux", System.getProperty("os.arch")));
    }

    @Test
    void aDigestOfWhichTheRegistrySaysNothingStays() throws Exception {
        ImageReference unknown = held.withDigest(new Digest("sha256:" + "0".repeat(64)));
        assertThat(resolver(false).resolve(List.of(unknown)))
                .containsEntry(unknown, new Resolution.Resolved(PinnedImage.of(unknown)));
    }

    @Test
    void anImageThatOnlyTheOneNodeHas() throws Exception {
        String id = engine.images()
                .inspect(local.familiar())
                .orElseThrow()
                .path("Id")
                .asText();
        assertThat(resolver(true).resolve(List.of(local, held)))
                .containsEntry(local, new Resolution.LocalOnly(PinnedImage.local(local, id)))
                .hasSize(2);
        assertThat(events)
                .containsExactly(new Event.Warning(
                        local.familiar(),
                        "could not be looked up, since its registry does not answer, so it is taken from the engine as it"
                                + " is now and cannot be rolled back to",
                        "push it to a registry and use its name there, with the login that this registry wants"));
        assertThatThrownBy(() -> resolver(false).resolve(List.of(local))).isInstanceOf(ImageException.class);
    }

    @Test
    void allThatCannotBeResolvedIsSaidAtOnce() {
        ImageReference absent = ImageReference.parse(registry + "/nope:1");
        ImageReference closed = ImageReference.parse(registry.replaceFirst(":.*", ":1") + "/x:1");
        assertThatThrownBy(() -> resolver(true).resolve(List.of(held, absent, closed)))
                .isInstanceOf(ImageException.class)
                .hasMessageMatching("(?s)cannot look up " + absent + ": the registry " + registry
                        + " has no such image \\(manifest unknown: manifest unknown\\); correct its name or tag, or push"
                        + " it first\ncannot look up " + closed + ": nothing answers at the registry's address "
                        + closed.registry() + " \\(.*: connection refused\\); start the registry, or correct the"
                        + " address")
                .extracting("kind")
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aCertificateThatTheEngineDoesNotTrust() {
        String untrusted = Lab.variable("LAB_UNTRUSTED_REGISTRY");
        assertThatThrownBy(() -> resolver(true).resolve(List.of(ImageReference.parse(untrusted + "/x:1"))))
                .hasMessageEndingWith(
                        "; put its CA's certificate at /etc/docker/certs.d/" + untrusted + "/ca.crt on each node")
                .extracting("kind")
                .isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void ourRegistryThatRefusesUsIsNotWorkedAround() {
        RegistryAuth wrong = new RegistryAuth(registry, "lab", "wrong".toCharArray());
        ImageResolver resolver = new ImageResolver(engine, RegistryLogins.of(List.of(wrong)), true, events::add);
        assertThatThrownBy(() -> resolver.resolve(List.of(held)))
                .hasMessageContaining("refuses the login")
                .hasMessageNotContaining("wrong")
                .extracting("kind")
                .isEqualTo(Kind.UNAUTHORIZED);
    }

    private ImageResolver resolver(boolean localAllowed) {
        RegistryAuth login = new RegistryAuth(
                registry,
                Lab.variable("LAB_REGISTRY_USER"),
                Lab.variable("LAB_REGISTRY_PASSWORD").toCharArray());
        return new ImageResolver(engine, RegistryLogins.of(List.of(login)), localAllowed, events::add);
    }
}
