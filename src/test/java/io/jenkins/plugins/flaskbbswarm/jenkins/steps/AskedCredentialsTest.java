package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryLogin;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent that has read deploy.yml asks for credentials: which it gets. */
class AskedCredentialsTest {
    private final DeployStep step = new DeployStep();

    @Test
    void aStepWithoutAListTrustsTheFileOfItsFolder() {
        assertThat(AskedCredentials.of(step, true)).accepts("any-of-the-job");
    }

    @Test
    void aStepThatReadsNoFileGivesNothingElse() {
        step.setRegistryCredentialsId("login");

        assertThat(AskedCredentials.of(step, false)).accepts("login").rejects("any-of-the-job", "");
    }

    /** Whatever file the agent has, or says it has. */
    @Test
    void aTextThatTheStepHasNamesThem() {
        step.setConfigText("secrets: {a: {credential: mail}}\nregistry: {address: 'r:5000', credential: login}");

        AskedCredentials asked = AskedCredentials.of(step, true);

        assertThat(asked).accepts("mail", "login").rejects("any-of-the-job");
    }

    @Test
    void aListAndTheOtherArgumentsAreAllThatIsGiven() {
        RegistryLogin registry = new RegistryLogin("r:5000");
        registry.setCredentialsId("pull");
        step.setRegistry(registry);
        step.setSet(List.of(new Setting("secrets.x", "{credential: set}")));
        step.setCredentials("mail\n db ");

        AskedCredentials asked = AskedCredentials.of(step, true);

        assertThat(asked).accepts("mail", "db", "pull", "set").rejects("other", "mail\ndb", "");
        assertThat(asked.refusal("other"))
                .isEqualTo(
                        "The agent asks for the credential 'other', which this step does not name, so it does not get"
                                + " it; if deploy.yml is to use it, add it to the step's credentials: ['other']");
    }
}
