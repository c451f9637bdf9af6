package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.lab.Sshd;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases on an agent that is another process, beside which alone the engine is: all goes through its channel. */
@RequiresJenkins
@RequiresLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteAgentIT {
    private static final String STACK = "remote";
    private static final String WEB = STACK + "_web";
    private static final String JOB = "on-the-agent";
    private static final String JENKINSFILE = "examples/any-stack/Jenkinsfile";
    private static final String STACK_FILE = "examples/any-stack/stack.yml";
    private static final String PASSWORD = "canary-of-the-agent-5be1";
    private static final String FILES = "files: ['" + STACK_FILE + "'";
    private static final String STARTING = " ready";

    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Path agentFolder;
    private static InboundAgent agent;
    private static Rest rest;
    private static Repository repository;
    private static Swarm swarm;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        swarm = bench.swarmWithout(List.of(STACK, "over-ssh"));
        repository = bench.repository();
        repository.change(JENKINSFILE, "agent any", "agent { label 'remote' }");
        repository.change(JENKINSFILE, "stack: 'greeter'", "stack: '" + STACK + "'");
        jenkins = bench.jenkins()
                .with("DOCKER_HOST", "unix:///there/is/no/engine/beside/the/controller")
                .withLocalRepositories()
                .start();
        rest = new Rest(jenkins.address());
        CredentialStore store = CredentialStore.ofAll(rest, CANARIES);
        store.login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        store.text("greeter-password", PASSWORD);
        rest.job(JOB, repository.folder(), JENKINSFILE);
        agentFolder = bench.folder().resolve("agent");
        agent = bench.shared(InboundAgent.of("remote", agentFolder, jenkins.address(), Lab.engine())
                .start());
    }

    @Test
    @Order(1)
    void aStackIsReleased() throws Exception {
        Rest.Build build = rest.run(JOB);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("Running on remote in ", WEB + ": 2 of 2 ready, converged");
        assertThat(swarm.tasks(WEB)).hasSize(2);
    }

    @Test
    @Order(2)
    void whenNothingChangedNothingIsDone() throws Exception {
        SortedSet<String> tasks = swarm.tasks(WEB);

        Rest.Build build = rest.run(JOB);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(swarm.tasks(WEB)).isEqualTo(tasks);
    }

    @Test
    @Order(3)
    void whatIsWrongIsOneSentence() throws Exception {
        repository.change(JENKINSFILE, FILES, "files: ['examples/any-stack/none.yml'");

        Rest.Build build = rest.run(JOB);

        repository.change(JENKINSFILE, "files: ['examples/any-stack/none.yml'", FILES);
        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log()).contains("none.yml").doesNotContain("\tat ", "Exception");
    }

    @Test
    @Order(4)
    void anAbortInTheRolloutEndsPutBack() throws Exception {
        SortedSet<String> tasks = swarm.tasks(WEB);
        repository.add("examples/any-stack/slow.yml", """
                version: "3.8"
                services:
                  web: {healthcheck: {test: [CMD, "false"], start_period: 10m}}
                """);
        repository.change(JENKINSFILE, FILES, FILES + ", 'examples/any-stack/slow.yml'");

        int number = rest.start(JOB);
        rest.awaitLog(JOB, number, STARTING);
        rest.abort(JOB, number);
        Rest.Build build = rest.await(JOB, number);

        repository.change(JENKINSFILE, FILES + ", 'examples/any-stack/slow.yml'", FILES);
        assertThat(build.result()).as("%s", build).isEqualTo("ABORTED");
        assertThat(build.log()).contains("==> Rollback");
        assertThat(swarm.tasks(WEB)).hasSize(2).containsAnyElementsOf(tasks);
    }

    @Test
    @Order(5)
    void anAgentThatIsLostInTheRolloutIsWaitedFor() throws Exception {
        repository.change(STACK_FILE, "mkdir -p /tmp/www", "sleep 15; mkdir -p /tmp/www");

        int number = rest.start(JOB);
        rest.awaitLog(JOB, number, STARTING);
        agent.crash();
        rest.awaitLog(JOB, number, "The agent was lost; this begins again when it is back.");
        agent.start();
        Rest.Build build = rest.await(JOB, number);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log()).contains(WEB + ": 2 of 2 ready, converged");
        assertThat(swarm.tasks(WEB)).hasSize(2);
    }

    /** The agent's process outlives the connection: it rolls back by itself, with classes that it has already. */
    @Test
    @Order(6)
    void aControllerThatDiesInTheRolloutLeavesNoReleaseHalfDone() throws Exception {
        repository.change(STACK_FILE, "sleep 15; mkdir -p /tmp/www", "sleep 20; mkdir -p /tmp/www");

        int number = rest.start(JOB);
        rest.awaitLog(JOB, number, STARTING);
        jenkins.stop(true);
        awaitTheEndOfTheRollback();
        jenkins.start();
        Rest.Build build = rest.await(JOB, number);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("Jenkins was restarted: this begins again from the start")
                .contains(WEB + ": 2 of 2 ready, converged")
                .doesNotContain("is stale and was taken over");
        assertThat(swarm.tasks(WEB)).hasSize(2);
    }

    /** Its lock goes with it. */
    private static void awaitTheEndOfTheRollback() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (swarm.everything().keySet().stream().anyMatch(name -> name.contains(STACK + "_lock"))) {
            assertThat(Instant.now()).as("the agent ends what it began").isBefore(end);
            Thread.sleep(250);
        }
    }

    @Test
    @Order(9)
    void throughAWebSocketItIsTheSame() throws Exception {
        repository.change(STACK_FILE, "sleep 20; mkdir -p /tmp/www", "mkdir -p /tmp/www");
        agent.crash();
        agent.startThroughAWebSocket();

        Rest.Build build = rest.run(JOB);

        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log()).contains(WEB + ": 2 of 2 ready, converged");
        assertThat(swarm.tasks(WEB)).hasSize(2);
    }

    @Test
    @Order(10)
    void anEngineOverSshIsReachedFromTheAgentWithAKeyOfJenkins() throws Exception {
        try (Sshd server = Sshd.start(Files.createDirectory(agentFolder.resolveSibling("sshd")))) {
            CredentialStore.ofController(rest, CANARIES).sshKey("ssh", Sshd.user(), server.key("key", ""), "");
            rest.script(Targets.adding(
                    "by-ssh",
                    "host = '" + server.address() + "'",
                    "hostCredentialsId = 'ssh'",
                    "knownHosts = '" + server.knownHosts().strip() + "'"));
            rest.pipeline("over-ssh", """
                    node('remote') {
                        writeFile file: 'stack.yml', text: 'services: {web: {image: "%s", command: sleep 1000}}'
                        withSwarm(target: 'by-ssh') {
                            swarmDeploy stack: 'over-ssh', files: ['stack.yml']
                            swarmRemove stack: 'over-ssh'
                        }
                    }
                    """.formatted(Lab.variable("LAB_BUSYBOX")));

            Rest.Build build = rest.run("over-ssh");

            assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
            assertThat(build.log()).contains("over-ssh_web: 1 of 1 ready, converged");
        }
    }

    @Test
    @Order(11)
    void noSecretIsOnTheAgentsDiskOrTheControllers() throws IOException {
        CANARIES.assertNotIn(jenkins.filesBesidesPrograms());
        try (Stream<Path> all = Files.walk(agentFolder)) {
            CANARIES.assertNotIn(all.filter(Files::isRegularFile).toList());
        }
    }
}
