package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is restarted while a release waits between two of its phases. */
class RestartJenkinsIT {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void theReleaseBeginsAgainAndSucceeds() throws Throwable {
        try (FakeSwarm swarm = FakeSwarm.withNodes("one")) {
            swarm.image("busybox:1");
            sessions.then(jenkins -> {
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
                job.setDefinition(new CpsFlowDefinition(script(swarm.address()), true));
                WorkflowRun run = job.scheduleBuild2(0).waitForStart();
                jenkins.waitForMessage("Sleeping for", run);
            });
            sessions.then(jenkins -> {
                WorkflowRun run = jenkins.jenkins
                        .getItemByFullName("deploy", WorkflowJob.class)
                        .getBuildByNumber(1);
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
                jenkins.assertLogContains("Jenkins was restarted: this begins again from the start", run);
                jenkins.assertLogContains("Released: tiny is at release 1.", run);
            });
        }
    }

    private static String script(String engine) {
        return "node { writeFile file: 'stack.yml', text: 'services: {web: {image: \"busybox:1\"}}'\n"
                + "swarmRelease(stack: 'tiny', files: ['stack.yml'], host: '" + engine + "') {\n"
                + "swarmPhase 'Plan'; sleep 10; swarmPhase 'Roll out' } }";
    }
}
