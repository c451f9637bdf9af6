package io.jenkins.plugins.flaskbbswarm.realjenkins;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** examples/jcasc in a real Jenkins, by its plugin Configuration as Code. */
@RequiresJenkins(plugin = "configuration-as-code")
class JcascIT {
    private static final Path EXAMPLE = Path.of("examples/jcasc/jenkins.yaml");
    private static final String BY_CODE = "configuration-as-code/";
    private static final String FROM_THE_EXAMPLE = """
            production tcp://manager.example.org:2376 swarm-manager registry.example.org:5000 registry true
            staging ssh://deploy@staging.example.org    false""";

    private static Path configuration;
    private static RealJenkins jenkins;
    private static Rest rest;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        configuration = Files.copy(EXAMPLE, bench.folder().resolve("jenkins.yaml"));
        jenkins = bench.jenkins()
                .with("CASC_JENKINS_CONFIG", configuration.toString())
                .start();
        rest = new Rest(jenkins.address());
        assertThat(Targets.of(rest)).as("when it has started").isEqualTo(FROM_THE_EXAMPLE);
    }

    @BeforeEach
    void reloadTheExample() throws Exception {
        reload(Files.readString(EXAMPLE));
        assertThat(Targets.of(rest)).isEqualTo(FROM_THE_EXAMPLE);
    }

    @Test
    void itIsExportedAsItWasWritten() throws Exception {
        String exported = rest.form(BY_CODE + "export", "").body();

        assertThat(targets(exported)).isEqualTo(targets(Files.readString(EXAMPLE)));
    }

    @Test
    void whatItNoLongerHasIsGone() throws Exception {
        reload(yaml("[{name: lab, host: 'unix:///var/run/docker.sock'}]"));
        assertThat(Targets.of(rest)).isEqualTo("lab unix:///var/run/docker.sock    false");

        reload(yaml("[]"));
        assertThat(Targets.of(rest)).isEmpty();
    }

    @Test
    void aWrongKeyIsNamedAndSoAreTheRightOnes() throws Exception {
        HttpResponse<String> answer = reload(yaml("[{name: lab, hosts: 'ssh://lab.example'}]"));

        assertThat(answer.body()).contains("Invalid configuration elements", ">hosts<", "hostCredentialsId");
        assertThat(Targets.of(rest)).isEqualTo(FROM_THE_EXAMPLE);
    }

    /** Its page says only which attribute is wrong; why, is in the log. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{host: 'ssh://lab'}]        | A swarm target for ssh://lab has no name for steps to know it by
            [{name: twin}, {name: twin}] | There are two swarm targets 'twin'
            [{name: odd, host: lab}]     | The swarm target 'odd' has no possible engine: 'lab' is not an engine's address
            """)
    void aMistakeChangesNothing(String wrong, String sentence) throws Exception {
        assertThat(reload(yaml(wrong)).body()).contains("Failed to set attribute targets");

        assertThat(jenkins.logText()).contains(sentence);
        assertThat(Targets.of(rest)).isEqualTo(FROM_THE_EXAMPLE);
    }

    private static HttpResponse<String> reload(String yaml) throws IOException, InterruptedException {
        Files.writeString(configuration, yaml);
        return rest.form(BY_CODE + "reload", "");
    }

    private static String yaml(String targets) {
        return "unclassified: {swarmTargets: {targets: " + targets + "}}";
    }

    private static Object targets(String yaml) {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return ((Map<?, ?>) root.get("unclassified")).get("swarmTargets");
    }
}
