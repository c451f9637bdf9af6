package io.jenkins.plugins.flaskbbswarm.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The names of phases are written here; what cannot ask for them says the same. */
class PhaseTest {
    private static final String HELP =
            "src/main/resources/io/jenkins/plugins/flaskbbswarm/jenkins/steps/PhaseStep/help-name.html";

    @Test
    void theLibraryHasAStageForEach() throws IOException {
        assertThat(text("vars/flaskbbSwarmDeploy.groovy"))
                .contains(Phase.stages().stream().collect(Collectors.joining("', '", "return ['", "']")));
    }

    @Test
    void theFormListsThem() throws IOException {
        assertThat(text(HELP)).contains("One of " + String.join(", ", Phase.stages()) + ", in this order");
    }

    @Test
    void theDocumentationListsThem() throws IOException {
        assertThat(text("docs/pipeline.md")).contains(String.join(", ", Phase.stages()) + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CHECK   | Build
            BUILD   | Build
            OBJECTS | Migrate
            PROBE   | Probe
            """)
    void oneThatIsNoStageIsShownWithTheNext(Phase phase, String stage) {
        assertThat(Phase.stages().get(phase.stage())).isEqualTo(stage);
    }

    @Test
    void whatFollowsTheLastStageIsShownWithNone() {
        assertThat(Phase.RECORD.stage()).isEqualTo(Phase.stages().size());
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file)).replaceAll("\\s+", " ");
    }
}
