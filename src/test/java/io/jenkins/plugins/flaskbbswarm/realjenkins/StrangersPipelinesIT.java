package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Pipelines that no example has, as people write them around the steps. All builds run at once. */
@RequiresJenkins
@RequiresLab
class StrangersPipelinesIT {
    private static final String FILE = "writeFile file: 's.yml', text: '''services: {web: {image: \"IMAGE\", command:"
            + " sleep 1000, stop_grace_period: 0s, environment: {GREETING: \"${GREETING:-none}\"}}}'''";
    private static final String CANARY = "canary-of-a-stranger-9d2e";
    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Rest rest;
    private static Swarm swarm;
    private static final Map<String, Integer> BUILDS = new HashMap<>();

    /**
     * @param script with FILE for a stack file's being written, and NAME for the stack's name
     * @param said in the log; what begins with ! is not
     */
    private record Row(String name, String result, String script, List<String> said) {
        @Override
        public String toString() {
            return name;
        }

        String stack() {
            return "stranger-" + name;
        }
    }

    private static Row row(String name, String result, String script, String... said) {
        return new Row(name, result, script, List.of(said));
    }

    static Stream<Row> all() {
        return Stream.of(
                row("nested", "SUCCESS", """
                        withSwarm(host: 'unix:///no/such') { node { FILE
                            withSwarm(host: 'ENGINE') { swarmDeploy stack: 'NAME', files: ['s.yml'] } } }
                        """, "converged"),
                row("nested-out", "FAILURE", """
                        node { FILE
                            withSwarm(host: 'unix:///no/such') {
                                withSwarm(host: 'ENGINE') { swarmPlan stack: 'NAME', files: ['s.yml'] }
                                swarmPlan stack: 'NAME', files: ['s.yml']
                            } }
                        """, "ERROR: no engine at unix:///no/such", "!\tat "),
                row("declarative", "SUCCESS", """
                        pipeline {
                            agent any
                            environment { WHO = 'world' }
                            stages { stage('Deploy') { steps { script {
                                FILE
                                def plan = swarmPlan stack: 'NAME', files: ['s.yml'], variables: [GREETING: "hello ${env.WHO}"]
                                if (plan.empty) { error 'no change' }
                                def done = swarmDeploy stack: 'NAME', files: ['s.yml'], plan: plan.fingerprint,
                                    variables: [GREETING: "hello ${env.WHO}"]
                                echo "release ${done.release} of ${done.stack}"
                            } } } }
                            post { success { swarmDiagnose stack: 'NAME' } }
                        }
                        """, "release 1 of NAME"),
                row("post", "FAILURE", """
                        pipeline {
                            agent any
                            stages { stage('Deploy') { steps { FILE
                                swarmDeploy stack: 'NAME', files: ['s.yml', 'none.yml']
                            } } }
                            post {
                                always { echo 'always' }
                                failure { swarmUnlock stack: 'NAME' }
                            }
                        }
                        """, "none.yml", "always", "!Rollback", "!rolled back"),
                row("matrix", "SUCCESS", """
                        pipeline {
                            agent any
                            stages { stage('Each') { matrix {
                                axes { axis { name 'COLOUR'; values 'red', 'blue' } }
                                stages { stage('Deploy') { steps { FILE
                                    swarmDeploy stack: 'NAME', files: ['s.yml'], variables: [GREETING: env.COLOUR],
                                        lockTimeout: 120
                                } } }
                            } } }
                        }
                        """, "Released: NAME is at release 1.", "Released: NAME is at release 2."),
                row("credentials", "SUCCESS", """
                        node { FILE
                            withCredentials([string(credentialsId: 'text', variable: 'WORD')]) {
                                withEnv(['MORE=more']) {
                                    swarmDeploy stack: 'NAME', files: ['s.yml'], variables: [GREETING: WORD + env.MORE]
                                }
                            } }
                        """, "converged", "!" + CANARY),
                row("engine-env", "FAILURE", """
                        node { FILE
                            withEnv(['DOCKER_HOST=unix:///no/such']) { swarmDeploy stack: 'NAME', files: ['s.yml'] } }
                        """, "ERROR: no engine at unix:///no/such", "!\tat "),
                row(
                        "load",
                        "FAILURE",
                        """
                        node { FILE
                            writeFile file: 'd.groovy', text: '''def call(Map more) {
                                swarmDeploy([stack: 'NAME', files: ['s.yml'], secrets: [word: credential('text')]] + more)
                            }
                            return this'''
                            def deploy = load 'd.groovy'
                            deploy.call(lockTimeout: 60)
                        }
                        """,
                        "deploy.yml or the argument 'secrets' has a source for the secret word",
                        "!" + CANARY),
                row("function", "SUCCESS", """
                        def deploy(Map arguments) { swarmDeploy(arguments + [files: "s.yml"]) }
                        node { FILE
                            dir('below') { FILE
                                deploy(stack: "${'NAME'}") } }
                        """, "converged"),
                row("closure", "SUCCESS", """
                        def around = { body -> node { FILE
                            body() } }
                        around { ['a', 'b'].each { swarmPlan stack: "NAME-${it}", files: ["s.yml"] } }
                        """, "NAME-a_web", "NAME-b_web"),
                row("parallel", "SUCCESS", """
                        node { FILE
                            parallel one: { swarmDeploy stack: 'NAME', files: ['s.yml'], lockTimeout: 120 },
                                two: { swarmDeploy stack: 'NAME', files: ['s.yml'], lockTimeout: 120 } }
                        """, "Released: NAME is at release 1.", "!release 2"),
                row("retry", "FAILURE", """
                        node { FILE
                            retry(2) { swarmDeploy stack: 'NAME', files: ['s.yml'], networks: [none: 'nonsense'] } }
                        """, "Retrying", "!\tat io.jenkins"),
                row("positional", "FAILURE", """
                        node { FILE
                            swarmDeploy 's.yml' }
                        """, "Expected named arguments but got s.yml", "!\tat io.jenkins"),
                row("no-arguments", "FAILURE", """
                        node { swarmDeploy() }
                        """, "ERROR: ", "deploy.yml", "!\tat io.jenkins"),
                row("null", "FAILURE", """
                        node { FILE
                            swarmDeploy stack: null, files: null }
                        """, "ERROR: ", "!\tat io.jenkins", "!NullPointerException"),
                row("types", "FAILURE", """
                        node { FILE
                            swarmDeploy stack: 'NAME', files: [1, 2], lockTimeout: 'soon' }
                        """, "ERROR: ", "lockTimeout", "!\tat io.jenkins"),
                row("caught", "SUCCESS", """
                        node { FILE
                            try { swarmDeploy stack: 'NAME', files: ['none.yml'] } catch (e) { echo "caught: ${e.message}" }
                            def all = swarmDeploy(stack: 'NAME', files: ['s.yml']).toString()
                            echo all
                            writeFile file: 'done', text: all }
                        """, "caught: ", "none.yml", "converged"),
                row("block", "SUCCESS", """
                        node { FILE
                            withSwarm(host: 'ENGINE') { swarmRelease(stack: 'NAME', files: ['s.yml']) {
                                ['Plan', 'Roll out'].each { phase -> stage(phase) { swarmPhase(phase) } } } } }
                        """, "converged"),
                row("block-in-block", "SUCCESS", """
                        node { FILE
                            swarmRelease(stack: 'NAME', files: ['s.yml']) {
                                swarmRelease(stack: 'NAME', files: ['s.yml'], lockTimeout: 5) { swarmPhase('Roll out') } } }
                        """, "Nothing to do: NAME runs as release 1 says."),
                row("phase-alone", "FAILURE", "node { swarmPhase('Plan') }", "swarmRelease", "!\tat io.jenkins"),
                row("unknown-phase", "FAILURE", """
                        node { FILE
                            swarmRelease(stack: 'NAME', files: ['s.yml']) { swarmPhase('Rollout') } }
                        """, "Roll out", "!\tat io.jenkins"));
    }

    @BeforeAll
    static void startAll(Bench bench) throws Exception {
        swarm = bench.swarmWithout(all().map(Row::stack).toList());
        jenkins = bench.jenkins().with("DOCKER_HOST", Lab.engine()).start();
        rest = new Rest(jenkins.address());
        CredentialStore.ofAll(rest, CANARIES).text("text", CANARY);
        rest.script("jenkins.model.Jenkins.get().numExecutors = 6");
        for (Row row : all().toList()) {
            rest.pipeline(row.name(), script(row));
            BUILDS.put(row.name(), rest.start(row.name()));
        }
    }

    private static String script(Row row) {
        return row.script()
                .replace("FILE", FILE.replace("IMAGE", Lab.variable("LAB_BUSYBOX")))
                .replace("ENGINE", Lab.engine())
                .replace("NAME", row.stack());
    }

    @ParameterizedTest
    @MethodSource("all")
    void endsAsItsAuthorExpects(Row row) throws Exception {
        Rest.Build build = rest.await(row.name(), BUILDS.get(row.name()));
        String log = build.log();
        System.out.println("=====" + row.name() + " " + build);

        assertThat(build.result()).as("%s", build).isEqualTo(row.result());
        for (String said : row.said()) {
            String text = said.replaceFirst("^!", "").replace("NAME", row.stack());
            if (said.startsWith("!")) {
                assertThat(log).doesNotContain(text);
            } else {
                assertThat(log).contains(text);
            }
        }
    }
}
