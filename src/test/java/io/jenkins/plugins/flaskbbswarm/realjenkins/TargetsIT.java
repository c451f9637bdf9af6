package io.jenkins.plugins.flaskbbswarm.realjenkins;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The form of the swarm targets in a real Jenkins: what it keeps and what it refuses. */
@RequiresJenkins
class TargetsIT {
    private static final String FORM = "descriptorByName/io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget/";
    private static final String TWO = """
            {"targets": [{"name": "lab", "host": "ssh://me@lab.example"}, {"name": "other", "sweepPreviews": true}]}""";
    private static final String TWO_LINES = "lab ssh://me@lab.example    false\nother     true";

    private static RealJenkins jenkins;
    private static Rest rest;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        jenkins = bench.jenkins().start();
        rest = new Rest(jenkins.address());
    }

    @BeforeEach
    void saveTwo() throws Exception {
        assertThat(submit(TWO)).isEqualTo("saved");
    }

    @Test
    void theFormKeepsWhatItIsGiven() throws Exception {
        assertThat(Targets.of(rest)).isEqualTo(TWO_LINES);
        assertThat(saved()).contains("<name>lab</name>", "<host>ssh://me@lab.example</host>");
    }

    @Test
    void aFileNeedNotHaveAllFields() throws Exception {
        Files.writeString(file(), saved().replaceAll(" *<(ca|registry|registryCredentialsId)></\\1>\n", ""));
        assertThat(saved()).contains("<host>").doesNotContain("<ca>", "<registry>");

        rest.script(Targets.SETTINGS + ".load()");

        assertThat(Targets.of(rest)).isEqualTo(TWO_LINES);
    }

    @Test
    void aFolderThatIsRenamedKeepsItsTargets() throws Exception {
        rest.script("jenkins.model.Jenkins.get().createProject(com.cloudbees.hudson.plugins.folder.Folder, 'team')");
        submit("{\"targets\": [{\"name\": \"lab\", \"folders\": \"team\\\\nother\"}]}");

        rest.script("jenkins.model.Jenkins.get().getItem('team').renameTo('crew')");

        assertThat(rest.script("println " + Targets.SETTINGS + ".targets[0].folders.readLines()")
                        .strip())
                .isEqualTo("[crew, other]");
        assertThat(rest.form(FORM + "checkFolders", "value=crew").body()).isEqualTo("<div/>");
        assertThat(rest.form(FORM + "checkFolders", "value=team").body())
                .contains("class=\"warning\"", "There is no folder team yet; whoever makes one");
        assertThat(rest.form(FORM + "checkFolders", "value=/").body()).contains("class=\"error\"");
    }

    @Test
    void aFormWithoutTargetsRemovesThem() throws Exception {
        assertThat(submit("{}")).isEqualTo("saved");

        assertThat(Targets.of(rest)).isEmpty();
        assertThat(saved()).doesNotContain("lab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "", "host": "ssh://lab"}      | A swarm target for ssh://lab has no name for steps to know it by; give it one or remove it
            {"name": "lab"}, {"name": "lab"}       | There are two swarm targets 'lab', and a step that names one would not know which; rename or remove one
            {"name": "a"}, {"name": "b", "host": "b:22"} | The swarm target 'b' has no possible engine: 'b:22' is not an engine's address: write unix:///path/to/socket, tcp://host:2376 or ssh://user@host
            {"name": "a", "folders": "/"}          | The swarm target 'a' has an impossible folder: '/' is not a full folder name; write team or team/site, one a line, or nothing for all folders
            {"name": "a", "registryCredentialsId": "x"} | The swarm target 'a' has a login for a registry, but no registry; name the one that the login is for
            """)
    void aFormWithAMistakeSaysSoAndChangesNothing(String wrong, String sentence) throws Exception {
        String before = saved();

        assertThat(submit("{\"targets\": [" + wrong + "]}")).isEqualTo("refused: " + sentence);

        assertThat(Targets.of(rest)).isEqualTo(TWO_LINES);
        assertThat(saved()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            checkName | ''            | This is needed
            checkHost | b:22          | is not an engine
            checkHost | http://b:2376 | is not an engine
            """)
    void mistakesShowWhileTheyAreTyped(String check, String value, String sentence) throws Exception {
        assertThat(rest.form(FORM + check, "value=" + value).body()).contains("class=\"error\"", sentence);
        assertThat(rest.form(FORM + check, "value=ssh://b").body()).isEqualTo("<div/>");
    }

    /** As the page "System" does it, but for all that else is on that page. */
    private static String submit(String form) throws IOException, InterruptedException {
        return rest.script("""
                import net.sf.json.JSONObject
                def form = JSONObject.fromObject('''%s''')
                try {
                    SETTINGS.configure(org.kohsuke.stapler.Stapler.currentRequest2, form)
                    println 'saved'
                } catch (hudson.model.Descriptor.FormException e) {
                    println 'refused: ' + e.message
                }
                """.replace("SETTINGS", Targets.SETTINGS).formatted(form))
                .strip();
    }

    private static String saved() throws IOException {
        return Files.readString(file());
    }

    private static Path file() {
        return jenkins.home().resolve("io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTargets.xml");
    }
}
