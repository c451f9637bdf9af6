package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What people write into the block of a release, how the build ends, and what runs then. All builds run at once. */
@RequiresJenkins
@RequiresLab
class ReleaseBlockIT {
    private static final String ROLL_OUT = "==> Roll out";
    private static final String STAYS = ", but no error left the block of the release: the release stays.";

    /** The new version: as it should be, never healthy, or ended at once. */
    private static final String GOOD = "touch /ok; sleep 1000";

    private static final String SLOW = "sleep 1000";
    private static final String BROKEN = "sleep 1; exit 3";

    /**
     * @param release version 2 of the stack
     * @param version that runs in the end
     * @param said in the log
     * @param unsaid not in the log
     */
    private record Row(
            String name,
            String release,
            String block,
            String result,
            String version,
            List<String> said,
            List<String> unsaid) {
        @Override
        public String toString() {
            return name + ": " + block;
        }
    }

    private static Row row(
            String name,
            String release,
            String block,
            String result,
            String version,
            List<String> said,
            String... unsaid) {
        return new Row(name, release, block, result, version, said, List.of(unsaid));
    }

    static final List<Row> ROWS = List.of(
            row(
                    "return",
                    GOOD,
                    "swarmPhase('Plan'); if (true) { return }; echo 'later'",
                    "SUCCESS",
                    "2",
                    List.of(ROLL_OUT),
                    "later"),
            row("return-first", GOOD, "if (true) { return }; swarmPhase('Plan')", "SUCCESS", "2", List.of(ROLL_OUT)),
            row(
                    "error",
                    GOOD,
                    "swarmPhase('Plan'); error 'no'",
                    "FAILURE",
                    "1",
                    List.of("no"),
                    "==> Migrate",
                    ROLL_OUT),
            row(
                    "error-2",
                    GOOD,
                    "swarmPhase('Plan'); error 'no'",
                    "FAILURE",
                    "1",
                    List.of("no"),
                    "==> Migrate",
                    ROLL_OUT),
            row(
                    "error-3",
                    GOOD,
                    "swarmPhase('Build'); error 'no'",
                    "FAILURE",
                    "1",
                    List.of("no"),
                    "==> Plan",
                    ROLL_OUT),
            row("error-4", GOOD, "swarmPhase('Migrate'); error 'no'", "FAILURE", "1", List.of("no"), ROLL_OUT),
            row(
                    "caught",
                    GOOD,
                    "swarmPhase('Roll out'); catchError { error 'no' }",
                    "FAILURE",
                    "2",
                    List.of("The build is FAILURE" + STAYS)),
            row(
                    "caught-unstable",
                    GOOD,
                    "swarmPhase('Roll out'); catchError(buildResult: 'UNSTABLE') { error 'no' }",
                    "UNSTABLE",
                    "2",
                    List.of("The build is UNSTABLE" + STAYS)),
            row(
                    "caught-phase",
                    BROKEN,
                    "catchError { swarmPhase('Roll out') }; echo 'goes on'",
                    "FAILURE",
                    "1",
                    List.of("exit code 3", "goes on"),
                    STAYS),
            row(
                    "unstable",
                    GOOD,
                    "swarmPhase('Roll out'); unstable 'flaky'",
                    "UNSTABLE",
                    "2",
                    List.of("The build is UNSTABLE" + STAYS)),
            row(
                    "unstable-early",
                    GOOD,
                    "swarmPhase('Plan'); unstable 'flaky'",
                    "UNSTABLE",
                    "2",
                    List.of("The build is UNSTABLE" + STAYS)),
            row(
                    "warn",
                    GOOD,
                    "swarmPhase('Roll out'); warnError('flaky') { error 'no' }",
                    "UNSTABLE",
                    "2",
                    List.of("The build is UNSTABLE" + STAYS)),
            row(
                    "warn-phase",
                    BROKEN,
                    "warnError('flaky') { swarmPhase('Roll out') }",
                    "FAILURE",
                    "1",
                    List.of("exit code 3"),
                    STAYS),
            row(
                    "timeout",
                    SLOW,
                    "timeout(time: 15, unit: 'SECONDS') { swarmPhase('Roll out') }",
                    "ABORTED",
                    "1",
                    List.of("it was interrupted")),
            row(
                    "timeout-test",
                    GOOD,
                    "swarmPhase('Roll out'); timeout(time: 1, unit: 'SECONDS') { sleep 100 }",
                    "ABORTED",
                    "1",
                    List.of("it was interrupted")),
            row(
                    "timeout-caught",
                    SLOW,
                    "catchError { timeout(time: 15, unit: 'SECONDS') { swarmPhase('Roll out') } }",
                    "ABORTED",
                    "1",
                    List.of("it was interrupted"),
                    STAYS),
            row(
                    "retry",
                    GOOD,
                    "swarmPhase('Roll out'); int n = 0; retry(3) { if (n++ < 2) { error 'again' } }",
                    "SUCCESS",
                    "2",
                    List.of("again")),
            row("retry-phase", BROKEN, "retry(2) { swarmPhase('Roll out') }", "FAILURE", "1", List.of("exit code 3")),
            row(
                    "parallel",
                    GOOD,
                    "parallel a: { swarmPhase('Roll out') }, b: { swarmPhase('Plan') }, c: { echo 'c' }",
                    "SUCCESS",
                    "2",
                    List.of(ROLL_OUT)),
            row(
                    "parallel-error",
                    GOOD,
                    "swarmPhase('Plan'); parallel a: { sleep 1 }, b: { error 'no' }",
                    "FAILURE",
                    "1",
                    List.of("no"),
                    "==> Migrate",
                    ROLL_OUT),
            row(
                    "parallel-fast",
                    SLOW,
                    "parallel a: { swarmPhase('Roll out') }, b: { sleep 15; error 'no' }, failFast: true",
                    "FAILURE",
                    "1",
                    List.of("no")));

    private static Rest rest;
    private static Swarm swarm;

    static Stream<Row> rows() {
        return ROWS.stream();
    }

    @BeforeAll
    static void startAll(Bench bench) throws Exception {
        swarm = bench.swarmWithout(ROWS.stream().map(ReleaseBlockIT::stack).toList());
        RealJenkins jenkins = bench.jenkins()
                .with("DOCKER_HOST", Lab.engine())
                .atStart("executors.groovy", "jenkins.model.Jenkins.get().numExecutors = 6")
                .start();
        rest = new Rest(jenkins.address());
        CredentialStore.ofAll(rest, new Canaries())
                .login("registry", Lab.variable("LAB_REGISTRY_USER"), Lab.variable("LAB_REGISTRY_PASSWORD"));
        for (Row row : ROWS) {
            String arguments = "stack: '" + stack(row) + "', files: ['stack.yml'], registry: [address: '"
                    + Lab.variable("LAB_REGISTRY") + "', credentialsId: 'registry']";
            rest.pipeline(
                    row.name(),
                    "node {\n" + file(GOOD, "1") + "swarmDeploy(" + arguments + ")\n" + file(row.release(), "2")
                            + "swarmRelease(" + arguments + ") { " + row.block() + " }\n}");
            rest.start(row.name());
        }
    }

    private static String stack(Row row) {
        return "block-" + row.name();
    }

    private static String file(String command, String version) {
        return "writeFile file: 'stack.yml', text: '''" + """
                services:
                  web:
                    image: %s/busybox:1
                    init: true
                    command: [sh, -c, "%s"]
                    environment: {VERSION: "%s"}
                    healthcheck: {test: [CMD, test, -e, /ok], interval: 1s, start_period: 10m}
                    stop_grace_period: 1s
                    deploy: {replicas: 1, update_config: {order: stop-first, monitor: 1s}}
                """.formatted(Lab.variable("LAB_REGISTRY"), command, version)
                + "'''\n";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theEndOfTheBlockDecides(Row row) throws Exception {
        Rest.Build build = rest.await(row.name(), 1);

        assertThat(build.result()).as("%s", build).isEqualTo(row.result());
        assertThat(swarm.environment(stack(row) + "_web")).as("%s", build).contains("VERSION=" + row.version());
        assertThat(swarm.namesOf(stack(row))).noneMatch(name -> name.endsWith("_lock"));
        // What follows the first deployment, which all have.
        String log = build.log().substring(build.log().indexOf("[Pipeline] swarmRelease"));
        assertThat(log).contains(row.said());
        row.unsaid().forEach(text -> assertThat(log).doesNotContain(text));
    }
}
