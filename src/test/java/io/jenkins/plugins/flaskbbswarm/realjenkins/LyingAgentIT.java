package io.jenkins.plugins.flaskbbswarm.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.cli.Canaries;
import io.jenkins.plugins.flaskbbswarm.cli.Swarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An agent whose owner means harm: it has classes of the plugin of its own, and answers what it likes. */
@RequiresJenkins
@RequiresLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LyingAgentIT {
    private static final String STACK = "lying-pr-7";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the build's variable LIE names is asked for as well, or is all of the answer. */
    private static final String ASKS = """
                named.put(SECRETS, new ArrayList<>(secrets));
                switch (surroundings.environment().getOrDefault("LIE", "")) {
                    case "": break;
                    case "number": named.put(SECRETS, 5); break;
                    case "numbers": named.put(SECRETS, new ArrayList<>(java.util.List.of(5))); break;
                    case "nothing": named.remove(SECRETS); break;
                    case "stack": named.put(STACK, new ArrayList<>()); break;
                    default: named.put(SECRETS,
                            new ArrayList<>(java.util.List.of(surroundings.environment().get("LIE"))));
                }
            """;

    /** The file that the agent's Java is told of has the preview's description. */
    private static final String DESCRIBES = """
                facts.put(NOTE, text(PreviewDescriptor.of(read, surroundings.environment()).json()));
                return facts;
            }

            private static String text(String honest) {
                try {
                    String lie = java.nio.file.Files.readString(Path.of(System.getProperty("note")));
                    return lie.isEmpty() ? honest : lie;
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            """;

    /** And how it is found, if it does not begin with a sign of something worse. */
    private static final String FINDS = """
                seen.replaceAll((stack, honest) -> lie(honest));
                return seen;
            }

            private static Object lie(Object honest) {
                try {
                    String lie = java.nio.file.Files.readString(Path.of(System.getProperty("seen")));
                    return switch (lie) {
                        case "" -> honest;
                        case "number" -> 5;
                        case "list" -> new ArrayList<>(java.util.List.of(new ArrayList<>()));
                        case "date" -> new java.util.Date();
                        case "huge" -> "{\\"address\\": \\"" + "x".repeat(20_000_000) + "\\"}";
                        default -> lie;
                    };
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            """;

    private static final String DEPLOY = """
            stack: site
            files: [stack.yml]
            rollout: {monitor: 100ms, deadline: 2m}
            preview:
              repository: team/site
              name: "lying-pr-${PR}"
              host: "pr-${PR}.bb.example.org"
              policy: {images: ["*"], placement: [node.role == manager]}
            """;
    private static final String STACK_FILE = """
            services:
              site:
                image: IMAGE
                command: [sleep, "1000"]
                stop_grace_period: 0s
                deploy:
                  endpoint_mode: dnsrr
                  resources: {reservations: {cpus: "0.01", memory: 8M}}
            """;

    private static final Canaries CANARIES = new Canaries();

    private static RealJenkins jenkins;
    private static Rest rest;
    private static Path folder;
    private static Path note;
    private static Path seen;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        Swarm swarm = bench.swarmWithout(List.of(STACK));
        assertThat(swarm.namesOf(STACK)).isEmpty();
        folder = bench.folder();
        note = Files.createFile(folder.resolve("note"));
        seen = Files.createFile(folder.resolve("seen"));
        Path lies = lies(folder.resolve("lies"));
        jenkins = bench.jenkins().start();
        rest = new Rest(jenkins.address());
        CredentialStore.ofAll(rest, CANARIES).text("other-job", "canary-of-another-job-7f31");
        CredentialStore.ofAll(rest, CANARIES).text("ours", "canary-of-ours-11c2");
        CredentialStore.ofController(rest, CANARIES).text("system", "canary-of-the-controller-c0de");
        bench.shared(InboundAgent.of("liar", folder.resolve("agent"), jenkins.address(), Lab.engine())
                .with("-javaagent:" + lies, "-Dnote=" + note, "-Dseen=" + seen)
                .start());
    }

    private static Path lies(Path place) throws IOException {
        return new Lies(place)
                .change(
                        "jenkins/operations/ReferencedCredentials.java",
                        "        named.put(SECRETS, new ArrayList<>(secrets));\n",
                        ASKS)
                .change("jenkins/previews/DescribePreviewOperation.java", """
                                facts.put(NOTE, PreviewDescriptor.of(read, surroundings.environment()).json());
                                return facts;
                            }
                        """.indent(0), DESCRIBES)
                .change(
                        "jenkins/previews/KnownPreviewOperation.java",
                        "        return seen;\n    }\n\n    private static String json",
                        FINDS + "\n    private static String json")
                .jar();
    }

    /** A stack of another job's credentials would be a present to whoever has the agent. */
    @ParameterizedTest
    @Order(1)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            other-job | configText: 'stack: lying', secrets: [a: credential('ours')]        | The agent asks for the credential 'other-job', which this step does not name
            other-job | config: 'd.yml', credentials: ['ours']                              | The agent asks for the credential 'other-job', which this step does not name
            other-job | stack: 'lying', secrets: [a: credential('ours')]                    | The agent asks for the credential 'other-job', which this step does not name
            system    | config: 'd.yml'                                                     | There is no credential 'system' that this job may use
            number    | config: 'd.yml'                                                     | The agent's answer has no usable 'secrets'
            numbers   | config: 'd.yml'                                                     | The agent's answer has no usable 'secrets'
            nothing   | config: 'd.yml'                                                     | The agent's answer has no usable 'secrets'
            """)
    void itGetsNoCredentialThatTheStepDoesNotName(String lie, String arguments, String sentence) throws Exception {
        Rest.Build build = run("asks", """
                node('liar') {
                    writeFile file: 'd.yml', text: 'stack: lying'
                    writeFile file: 's.yml', text: 'services: {a: {image: b}}'
                    withEnv(['LIE=%s']) { swarmPlan files: ['s.yml'], %s }
                }
                """.formatted(lie, arguments));

        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log()).contains("ERROR: " + sentence).doesNotContain("\tat ", "Exception");
        CANARIES.assertNotIn(List.of(folder.resolve("liar-agent.log")));
    }

    @Test
    @Order(2)
    void aReleaseOfAStackThatIsNoNameIsRefused() throws Exception {
        Rest.Build build = run("stack", """
                node('liar') {
                    writeFile file: 's.yml', text: 'services: {a: {image: b}}'
                    withEnv(['LIE=stack']) { swarmDeploy files: ['s.yml'], stack: 'lying' }
                }
                """);

        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("The agent's answer has no usable 'stack'")
                .doesNotContain("\tat ");
    }

    @Test
    @Order(3)
    void aPreviewThatItDescribesAsAnotherIsShownAsText() throws Exception {
        Files.writeString(note, "{\"stack\": \"<script>alert(1)</script>\", \"repository\": \"<b>bold</b>\"}");

        preview("described");

        assertThat(rest.page("swarm-previews/"))
                .contains("&lt;script>alert(1)&lt;/script>")
                .doesNotContain("<script>alert(1)", "<b>bold");
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"{\"stack\": ", "[]", "{\"stack\": [1]}", "{\"database\": 5}"})
    void aDescriptionThatIsNoneIsRefused(String lie) throws Exception {
        Files.writeString(note, lie);

        Rest.Build build = run("described-badly", previewScript());

        assertThat(build.result()).as("%s", build).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("The agent's answer has no usable 'note'")
                .doesNotContain("\tat ");
    }

    @Test
    @Order(5)
    void aDescriptionOfAnyLengthIsRefused() throws Exception {
        Files.writeString(note, "{\"stack\": \"" + "x".repeat(3_000) + "\"}");

        Rest.Build build = run("described-at-length", previewScript());

        assertThat(build.log()).contains("The agent's answer has no usable 'note'");
    }

    @ParameterizedTest
    @Order(6)
    @ValueSource(
            strings = {
                "number",
                "list",
                "date",
                "huge",
                "null",
                "{}",
                "{\"created\": \"yesterday\", \"expires\": \"+1000000000-12-31T23:59:59Z\", \"at\": 7}",
                "{\"address\": \"javascript:alert(1)\", \"commit\": \"<script>alert(1)</script>\", \"state\": \"<i>\"}",
                "{\"size\": {\"services\": -9, \"tasks\": 2147483647, \"nanoCpus\": -1, \"memory\": 9223372036854775807}}",
                ""
            })
    void thePageOfPreviewsSurvivesWhateverItFinds(String lie) throws Exception {
        Files.writeString(note, "");
        Files.writeString(seen, "");
        preview("found");
        Files.writeString(seen, lie);

        checkAll();

        assertThat(rest.page("swarm-previews/"))
                .contains(STACK)
                .doesNotContain("<script>alert(1)", "href=\"javascript:", "Oops");
        JsonNode known = StreamSupport.stream(
                        rest.json("swarm-previews/api/json").path("previews").spliterator(), false)
                .filter(preview -> preview.path("stack").asText().equals(STACK))
                .findFirst()
                .orElseThrow();
        assertThat(known.path("address").asText()).hasSizeLessThan(501);
    }

    /** The note is what the agent says, so a job's author who has it could name what only the controller may use. */
    @Test
    @Order(7)
    void aDeletedJobsPreviewAsksForNothingThatItsBuildDidNotUse() throws Exception {
        try (ServerSocket elsewhere = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Files.writeString(seen, "");
            Files.writeString(note, """
                    {"stack": "elsewhere", "repository": "team/site", "pullRequest": 7,
                     "host": "tcp://127.0.0.1:%d",
                     "registry": [{"address": "127.0.0.1:%1$d", "username": "u", "credential": "system"}]}
                    """.formatted(elsewhere.getLocalPort()));
            preview("deleted");

            rest.script("jenkins.model.Jenkins.get().getItem('deleted').delete()");

            Instant end = Instant.now().plus(PATIENCE);
            String said = "";
            while (!said.contains("The build that made the preview did not use the credential 'system'")) {
                assertThat(Instant.now()).as(said).isBefore(end);
                Thread.sleep(250);
                said = rest.json("swarm-previews/api/json").toString();
            }
            elsewhere.setSoTimeout(1);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
        CANARIES.assertNotIn(List.of(folder.resolve("liar-agent.log")));
    }

    private static void preview(String job) throws Exception {
        Rest.Build build = run(job, previewScript());
        assertThat(build.result()).as("%s", build).isEqualTo("SUCCESS");
    }

    private static String previewScript() {
        return """
                node('liar') {
                    writeFile file: 'deploy.yml', text: '''%s'''
                    writeFile file: 'stack.yml', text: '''%s'''
                    swarmPreview pullRequest: '7'
                }
                """.formatted(DEPLOY.replace("$", "\\$"), STACK_FILE.replace("IMAGE", Lab.variable("LAB_BUSYBOX")));
    }

    private static Rest.Build run(String job, String script) throws IOException, InterruptedException {
        rest.pipeline(job, script);
        return rest.run(job);
    }

    /** As its page has it done, however often that is looked at. */
    private static void checkAll() throws IOException, InterruptedException {
        assertThat(rest.script("""
                def page = jenkins.model.Jenkins.get().actions.find { it.class.simpleName == 'PreviewsPage' }
                def maintainer = page.class.classLoader
                        .loadClass('io.jenkins.plugins.flaskbbswarm.jenkins.previews.PreviewMaintainer')
                maintainer.ofJenkins(System.out).check(System.out)
                println 'checked'
                """).strip()).isEqualTo("checked");
    }
}
