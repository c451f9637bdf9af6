package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

import static org.assertj.core.api.Assertions.assertThat;

/** What scripts put around steps, or leave out: a login of Docker Pipeline, an abort that leaves all, no node. */
@RequiresJenkins
@RequiresLab
class ScriptedJenkinsIT {
    private static final String STACK = """
            services:
              web:
                image: %s/busybox:1
                command: [sleep, "1000"]
                environment: {GREETING: "%s"}
                healthcheck: {test: [CMD, "%s"], interval: 1s, start_period: 10m}
                stop_grace_period: 1s
                deploy: {replicas: 2, update_config: {order: start-first}}
            """;

    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Rest rest;
    private static Swarm swarm;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        swarm = bench.swarmWithout(List.of("login", "left", "outside"));
        jenkins = bench.jenkins().with("DOCKER_HOST", Lab.engine()).start();
        rest = new Rest(jenkins.address());
        CredentialStore store = CredentialStore.ofAll(rest, CANARIES);
        store.login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        store.dockerServer(
                "engine",
                Path.of(Lab.variable("LAB_TLS_KEY")),
                Path.of(Lab.variable("LAB_TLS_CERTIFICATE")),
                Path.of(Lab.variable("LAB_TLS_CA")));
    }

    @Test
    void theLoginOfABlockAroundItIsUsed() throws Exception {
        Rest.Build build = run("login", """
                node {
                    withDockerRegistry(url: 'https://%s', credentialsId: 'registry') {
                        %s
                    }
                }
                """.formatted(Lab.variable("LAB_REGISTRY"), deploy("login", "true", "")));

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log()).as("asked of the registry").contains("login_web: ", "busybox:1@sha256:");
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
    }

    @Test
    void anAbortedReleaseIsLeftAsItIsAndTheNextOneEndsIt() throws Exception {
        String login = ", registry: [address: '" + Lab.variable("LAB_REGISTRY") + "', credentialsId: 'registry']";
        assertThat(run("left", node(deploy("left", "true", login))).result()).isEqualTo("SUCCESS");
        SortedSet<String> tasks = swarm.tasks("left_web");

        int number = start("left", node(deploy("left", "false", login + ", onAbort: 'leave'")));
        rest.awaitLog("left", number, " ready");
        rest.abort("left", number);
        Rest.Build aborted = rest.await("left", number);

        assertThat(aborted.result()).as("%s", aborted).isEqualTo("ABORTED");
        assertThat(aborted.log())
                .contains("The release of left was aborted and the stack left as it is")
                .doesNotContain("==> Rollback");
        assertThat(swarm.tasks("left_web")).as("the old ones serve on").containsAll(tasks);
        Rest.Build next = run("left", node(deploy("left", "echo", login)));
        assertThat(next.result()).as("%s", next).isEqualTo("SUCCESS");
    }

    @Test
    void outsideOfANodeAnEngineIsReachedThroughTheNetwork() throws Exception {
        String engine = "host: '" + Lab.variable("LAB_TLS_ENGINE") + "', hostCredentialsId: 'engine'";

        Rest.Build build = run("outside", "echo swarmDiagnose(stack: 'none', " + engine + ").toString()");

        assertThat(build.log()).contains("none").doesNotContain("\tat ", "MissingContextVariableException");
        Rest.Build withFiles = run("outside", "swarmDeploy stack: 'outside', files: ['stack.yml'], " + engine);
        assertThat(withFiles.result()).isEqualTo("FAILURE");
        assertThat(withFiles.log()).contains("a step that provides this, such as: node");
    }

    private static String node(String steps) {
        return "node {\n" + steps + "\n}";
    }

    private static String deploy(String stack, String check, String more) {
        return "writeFile file: 'stack.yml', text: '''"
                + STACK.formatted(Lab.variable("LAB_REGISTRY"), check, check)
                + "'''\nswarmDeploy stack: '" + stack + "', files: ['stack.yml']" + more;
    }

    private static Rest.Build run(String job, String script) throws IOException, InterruptedException {
        return rest.await(job, start(job, script));
    }

    private static int start(String job, String script) throws IOException, InterruptedException {
        rest.pipeline(job, script);
        return rest.start(job);
    }
}
