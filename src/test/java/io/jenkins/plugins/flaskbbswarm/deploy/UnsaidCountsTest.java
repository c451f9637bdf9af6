package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How many tasks a service wants, where its file does not say: what the engine fills in is no difference. */
class UnsaidCountsTest {
    private static final StackDeployOptions OPTIONS =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, false, false, StackDeployOptions.ReleaseMode.USUAL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{mode: replicated}",
                "{mode: global}",
                "{mode: replicated-job}",
                "{mode: replicated-job, replicas: 0}",
                "{mode: replicated-job, replicas: 2}",
                "{mode: global-job}",
                "{mode: replicated-job, restart_policy: {condition: none}}"
            })
    void isNoForeignWriteNoUpdateAndNoDrift(String deploy) throws Exception {
        String job = deploy.contains("job") ? "command: [sh, -c, 'exit 0'], " : "";
        String file = "version: '3.8'\nservices: {app: {image: a, " + job + "deploy: " + deploy + "}}";
        try (FakeDeployments fake = new FakeDeployments()) {
            assertThat(fake.deployText(OPTIONS, file).release()).isEqualTo(1);
            fake.swarm.forgetRequests();

            assertThat(fake.deployText(OPTIONS, file).changed()).isFalse();
            assertThat(fake.commands().drift(FakeDeployments.STACK).changes().isEmpty())
                    .isTrue();
            assertThat(fake.swarm.writes()).isEmpty();
        }
    }
}
