package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a script writes about pull requests, and what the form has in its place. */
class AbstractPreviewStepDescriptorTest {
    @Test
    void numbersOfPullRequestsBecomeTexts() {
        assertThat(AbstractPreviewStepDescriptor.toTexts(Map.of("pullRequest", 12)))
                .containsEntry("pullRequest", "12");
        assertThat(AbstractPreviewStepDescriptor.toTexts(Map.of("open", List.of(3, 12))))
                .containsEntry("open", "3,12");
        assertThat(AbstractPreviewStepDescriptor.toTexts(Map.of("open", List.of())))
                .containsEntry("open", PreviewSweepStep.NONE);
    }

    @Test
    void textsStayTexts() {
        Map<String, Object> form = Map.of("pullRequest", "12", "open", "3,12", "config", "preview.yml");
        assertThat(AbstractPreviewStepDescriptor.toTexts(form)).isEqualTo(form);
    }
}
