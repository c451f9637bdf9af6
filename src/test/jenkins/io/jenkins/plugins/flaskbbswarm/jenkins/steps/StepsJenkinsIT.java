package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.GeneratedSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.NamedSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.UriSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTargets;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps in a Jenkins of the test harness, on an in-memory swarm. All scripts run in the sandbox. */
@WithJenkins
class StepsJenkinsIT {
    private static final String STACK =
            """
            services:
              web:
                image: busybox:1
                secrets: [key]
            secrets:
              key: {external: true}
            """;

    private final FakeSwarm swarm = FakeSwarm.withNodes("one");
    private JenkinsRule jenkins;

    @BeforeEach
    void begin(JenkinsRule rule) {
        jenkins = rule;
        swarm.image("busybox:1");
    }

    @AfterEach
    void end() {
        swarm.close();
    }

    @Test
    void deploysOnceAndThenHasNothingToDo() throws Exception {
        WorkflowJob job = job(deploy("generate()") + "; echo \"release ${r.release} changed ${r.changed}\"");

        jenkins.assertLogContains("release 1 changed true", jenkins.buildAndAssertSuccess(job));
        jenkins.assertLogContains("release 1 changed false", jenkins.buildAndAssertSuccess(job));
    }

    @Test
    void showsAReleasePhaseByPhase() throws Exception {
        WorkflowJob job = job("def r = swarmRelease(stack: 'tiny', files: ['stack.yml'], host: '" + swarm.address()
                + "', secrets: [key: generate()]) { swarmPhase 'Plan'; echo 'PLANNED'; swarmPhase 'Roll out' }");

        String log = JenkinsRule.getLog(jenkins.buildAndAssertSuccess(job));

        assertThat(log).containsSubsequence("==> Plan", "PLANNED", "==> Roll out", "Released: tiny is at release 1.");
    }

    @Test
    void aFoldersCredentialIsForItsJobsOnly() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        FolderCredentialsProperty store = new FolderCredentialsProperty(List.of());
        folder.addProperty(store);
        CredentialsProvider.lookupStores(folder)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "team-key", "", Secret.fromString("canary-7")));
        WorkflowJob inside = folder.createProject(WorkflowJob.class, "inside");
        inside.setDefinition(new CpsFlowDefinition(script(deploy("credential('team-key')")), true));

        jenkins.assertLogNotContains("canary-7", jenkins.buildAndAssertSuccess(inside));

        WorkflowRun outside = jenkins.buildAndAssertStatus(Result.FAILURE, job(deploy("credential('team-key')")));
        jenkins.assertLogContains("There is no credential 'team-key' that this job may use", outside);
        jenkins.assertLogNotContains("\tat ", outside);
    }

    @Test
    void anAbortedReleaseIsPutBack() throws Exception {
        WorkflowJob job = job("swarmRelease(stack: 'tiny', files: ['stack.yml'], host: '" + swarm.address()
                + "', secrets: [key: generate()]) { swarmPhase 'Migrate'; sleep 600 }");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Sleeping for", run);

        run.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("There was no stack before; what was made of it is removed.", run);
    }

    @Test
    void formsKeepWhatTheyAreGiven() throws Exception {
        DeployStep step = new DeployStep();
        step.setConfig("deploy.yml");
        step.setFiles("a.yml\nb.yml");
        step.setSet(List.of(new Setting("keep", "5")));
        step.setSecrets(List.of(
                new NamedSecret("key", new GeneratedSecret()),
                new NamedSecret("url", new UriSecret("redis://:{password}@r", new CredentialSecret("")))));

        DeployStep again = roundTrip(step);

        assertThat(again.getFiles()).isEqualTo("a.yml\nb.yml");
        assertThat(again.getSet()).usingRecursiveComparison().isEqualTo(step.getSet());
        assertThat(again.getSecrets()).usingRecursiveComparison().isEqualTo(step.getSecrets());
        assertThat(roundTrip(new PhaseStep("Roll out")).getName()).isEqualTo("Roll out");
        assertThat(roundTrip(new RollbackStep("tiny", 3)).getRelease()).isEqualTo(3);
        assertThat(roundTrip(new RemoveStep("tiny")).getStack()).isEqualTo("tiny");
        assertThat(roundTrip(new DiagnoseStep("tiny")).getStack()).isEqualTo("tiny");
        assertThat(roundTrip(new ProbeStep()).getStatus()).isEqualTo(200);
    }

    @Test
    void targetsAreKeptAndCanBeNamed() throws Exception {
        SwarmTarget target = new SwarmTarget("lab");
        target.setHost(swarm.address());
        SwarmTargets.get().setTargets(List.of(target));

        jenkins.configRoundtrip();

        assertThat(SwarmTargets.get().named("lab").map(SwarmTarget::getHost)).contains(swarm.address());
        jenkins.buildAndAssertSuccess(job("swarmDiagnose stack: 'tiny', target: 'lab'"));
    }

    private <S extends Step> S roundTrip(S step) throws Exception {
        return new StepConfigTester(jenkins).configRoundTrip(step);
    }

    private String deploy(String value) {
        return "def r = swarmDeploy(stack: 'tiny', files: ['stack.yml'], host: '" + swarm.address()
                + "', secrets: [key: " + value + "])";
    }

    private static String script(String steps) {
        return "node { writeFile file: 'stack.yml', text: '''" + STACK + "'''; " + steps + " }";
    }

    private WorkflowJob job(String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script(steps), true));
        return job;
    }
}
