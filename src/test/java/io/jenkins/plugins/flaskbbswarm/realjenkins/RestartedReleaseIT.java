package io.jenkins.plugins.flaskbbswarm.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Releases in all sorts of moments when their controller is killed. All builds are there at the same time, so that one
 * restart does for all.
 */
@RequiresJenkins
@RequiresLab
class RestartedReleaseIT {
    private static final String ROLL_OUT = "==> Roll out";

    /** What a build runs, and what its log has when it is where it is to be killed. */
    private record Row(String version2, String script, String until) {}

    /** Healthy when this file is there, which a test makes. */
    private static final String LATER = "while ! [ -e /go ]; do sleep 1; done; touch /ok; sleep 1000";

    private static final String NEVER = "sleep 1000";
    private static final String AT_ONCE = "touch /ok; sleep 1000";

    private static final Map<String, Row> ROWS = new TreeMap<>(Map.of(
            "rest", new Row(LATER, "swarmRelease(%s) { swarmPhase('Plan') }", ROLL_OUT),
            "abort", new Row(NEVER, "swarmDeploy(%s)", ROLL_OUT),
            "phase", new Row(NEVER, "swarmRelease(%s) { swarmPhase('Roll out') }", ROLL_OUT),
            "broken", new Row("sleep 3; exit 3", "swarmDeploy(%s)", "==> Rollback"),
            "input",
                    new Row(
                            AT_ONCE,
                            "swarmRelease(%s) { swarmPhase('Plan'); input id: 'Go', message: 'go' }",
                            "Proceed"),
            "same",
                    new Row(
                            AT_ONCE,
                            "swarmRelease(%s) { swarmPhase('Plan'); input id: 'Go', message: 'go' }",
                            "Proceed"),
            "smoke",
                    new Row(
                            AT_ONCE,
                            "swarmRelease(%s) { swarmPhase('Roll out'); input id: 'Go', message: 'go'; error 'smoke' }",
                            "Proceed"),
            "good",
                    new Row(
                            AT_ONCE,
                            "swarmRelease(%s) { swarmPhase('Roll out'); input id: 'Go', message: 'go' }",
                            "Proceed"),
            "migrated", new Row(LATER, "swarmDeploy(%s)", ROLL_OUT),
            "grace", new Row(NEVER, "timeout(time: 40, unit: 'SECONDS') { swarmDeploy(%s) }", "==> Rollback")));

    /** Take their time to stop, so that a controller can be killed while they are rolled back. */
    private static final Set<String> SLOW = Set.of("abort", "phase", "broken", "grace");

    private static RealJenkins jenkins;
    private static Rest rest;
    private static Swarm swarm;

    @BeforeAll
    static void restart(Bench bench) throws Exception {
        swarm = bench.swarmWithout(
                ROWS.keySet().stream().map(RestartedReleaseIT::stack).toList());
        jenkins = bench.jenkins()
                .with("DOCKER_HOST", Lab.engine())
                .atStart("executors.groovy", "jenkins.model.Jenkins.get().numExecutors = 20")
                .start();
        rest = new Rest(jenkins.address());
        CredentialStore.ofAll(rest, new Canaries())
                .login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        for (String name : ROWS.keySet()) {
            start(name, "1", AT_ONCE, "swarmDeploy(%s)");
        }
        for (String name : ROWS.keySet()) {
            Rest.Build build = rest.await(name, 1);
            assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        }
        for (Map.Entry<String, Row> row : ROWS.entrySet()) {
            start(row.getKey(), "2", row.getValue().version2(), row.getValue().script());
        }
        for (Map.Entry<String, Row> row : ROWS.entrySet()) {
            rest.awaitLog(row.getKey(), 2, row.getValue().until());
        }
        for (String aborted : List.of("abort", "phase")) {
            rest.abort(aborted, 2);
            rest.awaitLog(aborted, 2, "==> Rollback");
        }
        jenkins.stop(true);
        swarm.label(web("input"), "changed");
        jenkins.start();
        rest = new Rest(jenkins.address());
        for (String approved : List.of("input", "same", "smoke", "good")) {
            rest.form("job/" + approved + "/2/input/Go/proceedEmpty", "");
        }
        for (String waiting : List.of("rest", "migrated")) {
            go(waiting);
        }
    }

    private static String stack(String name) {
        return "again-" + name;
    }

    private static String web(String name) {
        return stack(name) + "_web";
    }

    private static String service(String key, String command, String version, boolean isSlow) {
        return """
                  %s:
                    image: %s/busybox:1
                    init: false
                    command: [sh, -c, "trap \'\' TERM; %s"]
                    environment: {VERSION: "%s"}
                    healthcheck: {test: [CMD, test, -e, /ok], interval: 1s, start_period: 10m}
                    stop_grace_period: %ss
                    deploy: {replicas: 1, update_config: {order: stop-first, monitor: 1s}}
                """.formatted(key, Lab.variable("LAB_REGISTRY"), command, version, isSlow ? "60" : "1")
                .indent(2);
    }

    private static void start(String name, String version, String command, String steps) throws Exception {
        boolean isSlow = version.equals("2") && SLOW.contains(name);
        String file = "services:\n" + service("web", command, version, isSlow);
        if (name.equals("broken")) {
            file += service("slow", AT_ONCE, version, isSlow);
        }
        String migration =
                "'migration.service': 'web', 'migration.command': '[sh, -c, \"echo migrated " + version + "\"]'";
        String arguments = "stack: '" + stack(name) + "', files: ['stack.yml'], set: [" + migration
                + "], registry: [address: '" + Lab.variable("LAB_REGISTRY") + "', credentialsId: 'registry']";
        rest.pipeline(
                name,
                "node {\nwriteFile file: 'stack.yml', text: '''" + file.replace("\\", "\\\\") + "'''\n"
                        + steps.formatted(arguments) + "\n}");
        rest.start(name);
    }

    /** Lets the new tasks of a service become healthy, now or when they are there. */
    private static void go(String name) throws Exception {
        String touch = "for c in $(docker -H %s ps -q -f label=com.docker.swarm.service.name=%s);"
                + " do docker -H %1$s exec $c touch /go; done";
        Process shell = new ProcessBuilder("sh", "-c", touch.formatted(Lab.engine(), web(name)))
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    private static void assertVersion(String name, String version) throws Exception {
        assertThat(swarm.environment(web(name))).contains("VERSION=" + version);
    }

    private static JsonNode lastRelease(String name) throws Exception {
        JsonNode releases =
                rest.json("job/" + name + "/2/swarm-release/api/json").path("releases");
        return releases.path(releases.size() - 1);
    }

    @Test
    void theRestAtTheEndOfABlockIsDoneAndTheBuildEnds() throws Exception {
        Rest.Build build = rest.await("rest", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertVersion("rest", "2");
    }

    @Test
    void anAbortedReleaseIsOnlyRolledBack() throws Exception {
        for (String name : List.of("abort", "phase")) {
            Rest.Build build = rest.await(name, 2);
            assertThat(build.result()).as("%s", build).isEqualTo("ABORTED");
            assertThat(build.log()).contains("is only rolled back").doesNotContain("begins again from the start");
            assertVersion(name, "1");
            assertThat(swarm.namesOf(stack(name))).noneMatch(found -> found.endsWith("_lock"));
        }
    }

    @Test
    void aReleaseThatFailedIsNotRolledOutOnceMore() throws Exception {
        Rest.Build build = rest.await("broken", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .containsOnlyOnce("migrated 2")
                .containsOnlyOnce(ROLL_OUT)
                .contains("exit code 3");
        assertVersion("broken", "1");
    }

    @Test
    void anotherPlanThanTheApprovedOneIsRefused() throws Exception {
        Rest.Build build = rest.await("input", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("is not in the plan that this build showed", "changed")
                .doesNotContain("migrated 2", "==> Rollback");
        assertVersion("input", "1");
        assertThat(swarm.namesOf(stack("input"))).noneMatch(found -> found.endsWith("_lock"));
    }

    @Test
    void theApprovedPlanIsCarriedOut() throws Exception {
        Rest.Build build = rest.await("same", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertVersion("same", "2");
    }

    @Test
    void anErrorAfterTheRollOutRollsBackAlsoAfterARestart() throws Exception {
        Rest.Build build = rest.await("smoke", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log()).contains("the block around it failed: smoke").containsOnlyOnce("migrated 2");
        assertVersion("smoke", "1");
    }

    @Test
    void aGoodEndRecordsTheReleaseAlsoAfterARestart() throws Exception {
        Rest.Build build = rest.await("good", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertVersion("good", "2");
        assertThat(lastRelease("good").path("release").asInt()).isEqualTo(2);
    }

    @Test
    void aMigrationThatHadCompletedDoesNotRunOnceMore() throws Exception {
        Rest.Build build = rest.await("migrated", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
        assertThat(build.log())
                .containsOnlyOnce("migrated 2")
                .contains("completed by an earlier attempt of this release: not run again");
    }

    @Test
    void theEndOfARollbackThatOutlivesItsBuildIsTold() throws Exception {
        Rest.Build build = rest.await("grace", 2);
        assertThat(build.result()).as("%s", build).isEqualTo("ABORTED");
        Path log = jenkins.home().resolve("jobs/grace/builds/2/log");
        while (!Files.readString(log).contains("The stack is back at release 1")) {
            Thread.sleep(500);
        }
        assertThat(lastRelease("grace").path("outcome").asText()).isEqualTo("ABORTED");
        assertVersion("grace", "1");
    }
}
