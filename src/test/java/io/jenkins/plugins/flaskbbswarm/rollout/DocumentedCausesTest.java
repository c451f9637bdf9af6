package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.diagnosis.FailureCause;
import io.jenkins.plugins.flaskbbswarm.docs.Page;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about trouble has a row for each cause that is told from an engine's error. */
class DocumentedCausesTest {
    @Test
    void eachRowIsACauseAndEachCauseHasARow() {
        List<String> errors = Page.of("troubleshooting.md").firstCells("A task does not run").stream()
                .limit(FailureCause.values().length)
                .toList();

        List<Optional<String>> causes = errors.stream()
                .map(error -> FailureCause.of(error, Optional.empty()))
                .toList();

        assertThat(causes)
                .doesNotContain(Optional.empty())
                .doesNotHaveDuplicates()
                .hasSize(FailureCause.values().length);
    }
}
