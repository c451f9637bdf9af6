package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentCall;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationOutcome;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.BuildConsole;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeployOperation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody reads when a deployment fails: of the command, its output, what it complains of and its exit code; of the
 * step, the build's log. What differs from run to run is {@code …}, and the same line twice in a row is one.
 */
class FailureTranscriptsTest {
    private static final String UPDATE = "/services/[^/]+/update";
    private static final String CHECKED = """
            ==> Check
                Check: 1 service, 1 of 1 nodes available (…)
            ==> Secrets and configs
                Secrets and configs: 0 secrets and 0 configs: unchanged (…)
            """;
    private static final String PLANNED = CHECKED + """
            ==> Plan
                plan | ~ service bb_web (its tasks are replaced)
                plan |     Labels.com.docker.stack.image: app:1 → NEW
                plan |     TaskTemplate.ContainerSpec.Image: app:1@… → NEW@…
                bb_web: NEW@… (replaced)
                Plan: 1 change (…)
            ==> Networks, secrets and configs
                Networks, secrets and configs: 0 created (…)
            """;

    private final Console console = new Console();
    private final List<String> settings = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        console.swarm.image("bad:1").crashes();
        image("app:1");
        settings.addAll(List.of(
                "stack: bb",
                "engine: {host: '" + console.swarm.address() + "'}",
                "files: [stack.yml]",
                "rollout: {monitor: 100ms, deadline: 20s, failures: 1}"));
    }

    private void image(String image) throws IOException {
        write("stack.yml", """
                services:
                  web: {image: 'IMAGE', deploy: {update_config: {failure_action: continue}}}
                """.replace("IMAGE", image));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void badInputBeforeAnythingWasTouched() throws Exception {
        write("stack.yml", "services: {web: {imagee: 'x'}}\n");

        String errors = """
                error: DIR/stack.yml:1:17: services.web.image: the service has no image; name one; a swarm does not build, and a variable without a value leaves nothing
                error: DIR/stack.yml:1:18: services.web.imagee: unknown field; did you mean 'image'?
                2 errors
                """;
        assertThat(command()).isEqualTo(errors + "exit 2\n");
        assertThat(step()).isEqualTo("ERROR: The stack files are refused:\n" + errors);
        assertThat(console.swarm.writes()).isEmpty();
    }

    @Test
    void aMistakeInDeployYml() throws Exception {
        settings.add("rolout: {}");

        String error = "DIR/deploy.yml:5:1: rolout: unknown field; did you mean 'rollout'?\n";
        assertThat(command()).isEqualTo(error + "exit 2\n");
        assertThat(step()).isEqualTo("ERROR: " + error);
    }

    @Test
    void aFirstReleaseThatFails() throws Exception {
        image("bad:1");

        String log = CHECKED + """
                ==> Plan
                    plan | + network bb_default
                    plan | + service bb_web (bad:1, 1 task)
                    bb_web: bad:1@… (created)
                    Plan: 2 changes (…)
                ==> Networks, secrets and configs
                    network bb_default: created
                    Networks, secrets and configs: 1 created (…)
                ==> Roll out
                    service bb_web: created
                    bb_web.1 is failed on n1: task: non-zero exit (1)
                    diagnosis | bb_web:
                    diagnosis |   task … on node n1, exit code 1, engine says: task: non-zero exit (1)
                ==> Rollback
                    service bb_web: removed
                    network bb_default: removed
                    Rollback: what was made of the stack is removed (…)
                """;
        String error = "The release of bb failed: bb_web: … tasks failed, the last one: task: non-zero exit (1); the"
                + " probable cause: its program ends by itself with exit code 1; it printed nothing. There was no stack"
                + " before; what was made of it is removed.\n";
        assertThat(command()).isEqualTo(log + error + "exit 1\n");
        assertThat(step()).isEqualTo(log + "ERROR: " + error);
    }

    @Test
    void anUpdateThatFailsIsRolledBack() throws Exception {
        release();
        image("bad:1");

        String log = PLANNED.replace("NEW", "bad:1") + """
                ==> Roll out
                    service bb_web: updated
                    bb_web.1 is failed on n1: task: non-zero exit (1)
                    diagnosis | bb_web:
                    diagnosis |   task … on node n1, exit code 1, engine says: task: non-zero exit (1)
                ==> Rollback
                    service bb_web: updated
                    bb_web: 1 of 1 ready, converged
                    Rollback: the stack is back at release 1 (…)
                """;
        String error = "The release of bb failed: bb_web: … tasks failed, the last one: task: non-zero exit (1); the"
                + " probable cause: its program ends by itself with exit code 1; it printed nothing. The stack is back"
                + " at release 1.\n";
        assertThat(command()).isEqualTo(log + error + "exit 1\n");
        assertThat(step()).isEqualTo(log + "ERROR: " + error);
    }

    @Test
    void aRollbackThatFails() throws Exception {
        release();
        image("bad:1");
        refuseAllUpdatesButOne();

        String log = PLANNED.replace("NEW", "bad:1") + """
                ==> Roll out
                    service bb_web: updated
                    bb_web.1 is failed on n1: task: non-zero exit (1)
                    diagnosis | bb_web:
                    diagnosis |   task … on node n1, exit code 1, engine says: task: non-zero exit (1)
                ==> Rollback
                """;
        String error = "The release of bb failed: bb_web: … tasks failed, the last one: task: non-zero exit (1); the"
                + " probable cause: its program ends by itself with exit code 1; it printed nothing. The rollback to"
                + " release 1 did not succeed either: updating service …: the engine at ENGINE says 'not today'."
                + " Look at it with: docker stack ps bb; then deploy again\n";
        assertThat(command()).isEqualTo(log + error + "exit 4\n");
    }

    @Test
    void anAbort() throws Exception {
        release();
        image("app:2");
        Thread current = Thread.currentThread();
        console.swarm.on("POST", UPDATE).times(1).after(current::interrupt);

        // Whether the answer of the update is still read is a race.
        assertThat(step().replace("==> Roll out\n    service bb_web: updated\n", "==> Roll out\n"))
                .isEqualTo(PLANNED.replace("NEW", "app:2") + """
                ==> Roll out
                ==> Rollback
                    service bb_web: updated
                    bb_web: 1 of 1 ready, converged
                    Rollback: the stack is back at release 1 (…)
                ERROR: The release of bb failed: it was interrupted. The stack is back at release 1.
                """);
    }

    @Test
    void theLockIsHeld() throws Exception {
        String log = CHECKED + "    bb: is locked by http://ci/job/other/7/ since …: waiting\n";
        String error = "The stack bb is locked by http://ci/job/other/7/ since … and was not released within 0 s; wait"
                + " for that release to end, or if it is dead, take the lock away: WAY. Nothing was changed.\n";
        try (Engine engine = Engine.connect(EngineAddress.parse(console.swarm.address()));
                AutoCloseable held = new StackLock(engine, new Namespace("bb"), EventSink.silent())
                        .acquire("http://ci/job/other/7/", UndoLog.NOTHING, Duration.ofSeconds(1))) {
            assertThat(command()).isEqualTo(log + error.replace("WAY", "flaskbb-swarm lock release bb") + "exit 1\n");
            assertThat(step())
                    .isEqualTo(log + "ERROR: "
                            + error.replace("WAY", "swarmUnlock('bb'), or the page Swarm locks of Jenkins"));
        }
    }

    @Test
    void theEngineIsNoManager() throws Exception {
        console.swarm.isNoManager();

        String error = "reading the engine's services: the engine at ENGINE says 'This node is not a swarm manager."
                + " Worker nodes can't be used to view or modify cluster state. Please run this command on a manager"
                + " node or promote the current node to a manager.'; name a manager of the swarm as the engine (docker"
                + " node ls lists them), or make this one a manager\n";
        assertThat(command()).isEqualTo("==> Check\n" + error + "exit 1\n");
        assertThat(step()).isEqualTo("==> Check\nERROR: " + error);
    }

    @Test
    void thereIsNoEngine() throws Exception {
        settings.set(1, "engine: {host: 'tcp://127.0.0.1:1'}");

        String error = "no engine at tcp://127.0.0.1:1 (connection refused): start it, with this address among its"
                + " 'hosts', or ";
        assertThat(command()).isEqualTo(error + "set DOCKER_HOST to the engine that you mean\nexit 1\n");
        assertThat(step())
                .isEqualTo("ERROR: " + error + "name the engine that you mean with host: 'tcp://…' or a target\n");
    }

    @Test
    void theRegistryRefusesTheLogin() throws Exception {
        String image = "registry.example:5000/app:1";
        image(image);
        console.swarm.image(image).registryRefuses(401, "unauthorized: incorrect username or password");
        write("password", "a password");
        settings.add("registry: {address: 'registry.example:5000', username: ci, password: {file: password}}");

        String log = "==> Check\n    Check: 1 service, 1 of 1 nodes available (…)\n";
        String error =
                "cannot look up registry.example:5000/app:1: the registry registry.example:5000 refuses the login"
                        + " (unauthorized: incorrect username or password); correct its user and password\n";
        assertThat(command()).isEqualTo(log + error + "exit 1\n");
        assertThat(step()).isEqualTo(log + "ERROR: " + error);
        assertThat(console.swarm.writes()).isEmpty();
    }

    @Test
    void aMigrationThatFails() throws Exception {
        release();
        image("app:2");
        settings.add("migration: {service: web, command: [sh, -c, 'echo no such column; exit 7'], timeout: 20s}");

        String wayBack =
                "    migration: way back: none: deploy.yml has no migration.undo or backup; if the release fails,"
                        + " the old code runs on the new schema\n";
        String planned = PLANNED.replace("NEW", "app:2").replace("    bb_web: app:2@", wayBack + "    bb_web: app:2@");
        String log = planned + """
                ==> Migrate
                    bb_migration-2 | no such column
                    bb_migration-2 is failed on n1: task: non-zero exit (7)
                ==> Rollback
                    Rollback: the stack is back at release 1 (…)
                """;
        String error = "The release of bb failed: The job bb_migration-2 failed: task: non-zero exit (7) (exit code 7);"
                + " the probable cause: its program ends by itself with exit code 7; its last lines say more. The stack"
                + " is back at release 1. The migration is not undone, since deploy.yml has no undo or restore for it: the"
                + " old code runs on what it left of the schema.\n";
        assertThat(command()).isEqualTo(log + error + "exit 1\n");
        assertThat(step()).isEqualTo(log + "ERROR: " + error);
    }

    @Test
    void nothingToDo() throws Exception {
        release();

        String log = CHECKED + """
                    bb_web: app:1@… (unchanged)
                    bb_web: 1 of 1 ready, converged
                Nothing to do: bb runs as release 1 says.
                """;
        assertThat(command()).isEqualTo(log + "exit 0\n");
        assertThat(step()).isEqualTo(log);
    }

    private void refuseAllUpdatesButOne() {
        console.swarm.on("POST", UPDATE).times(1).after(() -> console.swarm
                .on("POST", UPDATE)
                .refuse(400, "not today"));
    }

    private void release() throws IOException {
        assertThat(command()).endsWith("Released: bb is at release 1.\nexit 0\n");
    }

    private String command() throws IOException {
        String file = deployFile().toString();
        int exit = console.runAsTyped("deploy", "--file", file, "--lock-timeout", "0");
        return comparable(console.out() + console.err() + "exit " + exit + "\n");
    }

    /** As the agent does it, and the build's log has it. */
    private String step() throws Exception {
        deployFile();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        BuildConsole build = new BuildConsole(new PrintStream(log, true, StandardCharsets.UTF_8));
        DeploymentData data = new DeploymentData(
                "deploy.yml",
                "",
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                EngineData.of(""));
        OperationContext around =
                new OperationContext(new TreeMap<>(), "http://ci/job/site/1/", 0, false, ReleaseProgress.NONE);
        AgentCall call = new AgentCall(new DeployOperation(data, ""), around, build);
        OperationOutcome outcome = Advice.asInPipeline(() -> call.invoke(directory.toFile(), null));
        String end = outcome.isFailure()
                ? "ERROR: " + outcome.failure()
                : outcome.result().get("summary").toString();
        return comparable(log.toString(StandardCharsets.UTF_8) + end + "\n");
    }

    private Path deployFile() throws IOException {
        return Files.writeString(directory.resolve("deploy.yml"), String.join("\n", settings) + "\n");
    }

    private String comparable(String text) {
        return text.replace(directory.toString(), "DIR")
                .replace(console.swarm.address(), "ENGINE")
                .replaceAll("\\(\\d+\\.\\d s\\)", "(…)")
                .replaceAll("@sha256:[0-9a-f]{64}", "@…")
                .replaceAll("(task|service) [0-9a-z]{25}\\b", "$1 …")
                .replaceAll("\\d+ tasks failed|a task failed", "… tasks failed")
                .replaceAll("since [0-9TZ:-]+[0-9Z]", "since …")
                .replaceAll("(?m)^    \\S+: \\d of \\d ready\n", "")
                // Said only if a task of before and one of after are seen together.
                .replaceAll("(?m)^    service \\S+: \\d tasks run, \\d wanted: sending the spec again\n", "")
                .replaceAll("(?m)^(.*\n)\\1+", "$1");
    }
}
