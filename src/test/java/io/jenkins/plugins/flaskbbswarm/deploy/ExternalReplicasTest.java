package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service whose replicas an autoscaler decides: the file's number is for its creation, and never again. */
class ExternalReplicasTest {
    private static final StackDeployOptions OPTIONS = StackDeployOptions.DEFAULT;
    private static final String EXTERNAL = "labels: {io.jenkins.flaskbb-swarm.replicas: external}";

    private FakeDeployments fake;

    @BeforeEach
    void aScaledService() throws Exception {
        fake = new FakeDeployments();
        fake.deploy(OPTIONS, app("a:1", EXTERNAL));
        assertThat(replicas()).isEqualTo(2);
        scale(4);
        fake.swarm.forgetRequests();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static String app(String image, String deploy) {
        return "app: {image: '" + image + "', deploy: {replicas: 2, " + deploy + "}}";
    }

    private void scale(int replicas) throws InterruptedException {
        ByHand.change(fake.engine(), "bb_app", spec -> spec.withObject("/Mode/Replicated")
                .put("Replicas", replicas));
    }

    private int replicas() throws InterruptedException {
        return fake.spec("bb_app").at("/Mode/Replicated/Replicas").asInt();
    }

    @Test
    void anotherNumberIsNoChangeAndNoDrift() throws Exception {
        assertThat(fake.plan(OPTIONS, app("a:1", EXTERNAL)).isEmpty()).isTrue();
        assertThat(fake.deploy(OPTIONS, app("a:1", EXTERNAL)).changed()).isFalse();
        assertThat(fake.commands().drift(FakeDeployments.STACK).changes().isEmpty())
                .isTrue();
        assertThat(fake.swarm.requests()).noneMatch(Recorded::isWrite);
    }

    @Test
    void anUpdateKeepsIt() throws Exception {
        String plan = fake.plan(OPTIONS, app("a:2", EXTERNAL)).fingerprint();
        scale(5);
        assertThat(fake.plan(OPTIONS, app("a:2", EXTERNAL)).fingerprint())
                .as("a plan that somebody looked at before the scaling")
                .isEqualTo(plan);
        fake.deploy(OPTIONS, app("a:2", EXTERNAL));
        assertThat(replicas()).isEqualTo(5);
        assertThat(fake.image("bb_app")).startsWith("a:2");
    }

    @Test
    void soDoesAnUpdateThatMeetsAScaling() throws Exception {
        fake.swarm.on("POST", "/services/.*/update").before(() -> {
            try {
                scale(6);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(fake.deploy(OPTIONS, app("a:2", EXTERNAL)).release()).isEqualTo(2);
        assertThat(replicas()).isEqualTo(6);
    }

    @Test
    void soDoARollbackAndARepair() throws Exception {
        fake.swarm.image("bad:1").crashes();
        assertThatThrownBy(() -> fake.deploy(OPTIONS, app("bad:1", EXTERNAL)))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageEndingWith("The stack is back at release 1.");
        assertThat(replicas()).isEqualTo(4);
        assertThat(fake.image("bb_app")).startsWith("a:1");

        ByHand.change(fake.engine(), "bb_app", spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                .put("Hostname", "by-hand"));
        fake.commands().repair(FakeDeployments.STACK);
        assertThat(replicas()).isEqualTo(4);

        fake.deploy(OPTIONS, app("a:2", EXTERNAL));
        scale(3);
        fake.commands().rollback(FakeDeployments.STACK, 1);
        assertThat(replicas()).isEqualTo(3);
        assertThat(fake.image("bb_app")).startsWith("a:1");
    }

    @Test
    void whoBeginsWithItKeepsTheNumberThatThereIs() throws Exception {
        fake.deploy(OPTIONS, "web: {image: 'a:1', deploy: {replicas: 2}}");
        ByHand.change(fake.engine(), "bb_web", spec -> spec.withObject("/Mode/Replicated")
                .put("Replicas", 3));
        assertThat(fake.plan(OPTIONS, "web: {image: 'a:1', deploy: {replicas: 2, " + EXTERNAL + "}}")
                        .plan()
                        .actions()
                        .toString())
                .doesNotContain("Replicas: 3");
        fake.deploy(OPTIONS, "web: {image: 'a:1', deploy: {replicas: 2, " + EXTERNAL + "}}");
        assertThat(fake.spec("bb_web").at("/Mode/Replicated/Replicas").asInt()).isEqualTo(3);
    }

    @Test
    void whoEndsItHasTheFilesNumberAgain() throws Exception {
        fake.deploy(OPTIONS, app("a:1", "labels: {}"));
        assertThat(replicas()).isEqualTo(2);
    }

    @Test
    void anotherValueIsRefused() {
        assertThatThrownBy(() -> fake.deploy(OPTIONS, app("a:1", EXTERNAL.replace("external", "autoscaler"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bb_app")
                .hasMessageContaining("io.jenkins.flaskbb-swarm.replicas")
                .hasMessageContaining("external");
    }
}
