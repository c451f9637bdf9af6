package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A plan that was shown is carried out as it is, or not at all. */
class ExpectedPlanTest {
    private static final StackDeployOptions USUAL =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, ReleaseMode.USUAL);

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void theShownPlanIsCarriedOut() throws Exception {
        String shown = fake.plan(USUAL, "app: {image: a}").fingerprint();

        assertThat(fake.deploy(expecting(shown), "app: {image: a}").release()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            another image of an old service      | old: {image: 'a:3'} | new: {image: b}
            a field of a new service             | old: {image: 'a:2'} | new: {image: b, hostname: x}
            a variable of a new service          | old: {image: 'a:2'} | new: {image: b, environment: {A: '1'}}
            a new service less                   | old: {image: 'a:2'} | x-nothing: {image: b}
            """)
    void aFileThatMovedIsRefused(String what, String one, String other) throws Exception {
        fake.deploy(USUAL, "old: {image: 'a:1'}");
        String shown =
                fake.plan(USUAL, "old: {image: 'a:2'}", "new: {image: b}").fingerprint();
        fake.swarm.forgetRequests();

        assertThatThrownBy(() -> fake.deploy(expecting(shown), one, other))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageMatching("The plan for bb has changed \\(expected " + shown
                        + ", now [0-9a-f]{12}\\); nothing was deployed."
                        + " Look at the plan again and deploy that one");
        assertThat(fake.swarm.writes()).isEmpty();
    }

    @Test
    void aSwarmThatMovedIsRefused() throws Exception {
        fake.deploy(USUAL, "app: {image: 'a:1'}");
        String shown = fake.plan(USUAL, "app: {image: 'a:2'}").fingerprint();
        fake.deploy(USUAL, "app: {image: 'a:1', hostname: moved}");
        fake.swarm.forgetRequests();

        assertThatThrownBy(() -> fake.deploy(expecting(shown), "app: {image: 'a:2'}"))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(fake.swarm.writes()).isEmpty();
    }

    @Test
    void aPlanThatWasCarriedOutMeanwhileIsRefusedToo() throws Exception {
        String shown = fake.plan(USUAL, "app: {image: a}").fingerprint();
        fake.deploy(USUAL, "app: {image: a}");

        assertThatThrownBy(() -> fake.deploy(expecting(shown), "app: {image: a}"))
                .isInstanceOf(InvalidRequestException.class);
    }

    /** Its version's name is made from a new salt each time. */
    @Test
    void aNewSecretIsTheSameChangeTwice() throws Exception {
        String file = """
                services: {app: {image: a, secrets: [p], healthcheck: {test: [CMD, 'true']}}}
                secrets: {p: {content: hunter2}}
                """;
        String shown = fake.planText(USUAL, file).fingerprint();

        assertThat(fake.planText(USUAL, file).fingerprint()).isEqualTo(shown);
        assertThat(fake.deployText(expecting(shown), file).changed()).isTrue();
    }

    @Test
    void anotherCommandOfTheMigrationIsSomethingToDo() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = ReleaseBench.on(swarm.address(), "busybox", "job")) {
            bench.monitor(Duration.ZERO)
                    .service("app", "sleep 1000")
                    .migration("echo one")
                    .release();
            assertThat(bench.release().changed()).isFalse();

            bench.migration("echo two");
            DeployResult second = bench.release();

            assertThat(second.changed()).isTrue();
            assertThat(second.release()).isEqualTo(2);
            assertThat(bench.output("job_migration-2")).isEqualTo(List.of("two"));
            assertThat(bench.release().changed()).isFalse();
        }
    }

    private static StackDeployOptions expecting(String fingerprint) {
        return new StackDeployOptions(
                ImageResolutionPolicy.NEVER, true, false, new ReleaseMode(true, Optional.of(fingerprint)));
    }
}
