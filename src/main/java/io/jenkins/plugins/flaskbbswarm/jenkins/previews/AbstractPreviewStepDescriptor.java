package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.jenkins.steps.DeploymentStepDescriptor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets a script write numbers of pull requests where the form has texts. */
abstract class AbstractPreviewStepDescriptor extends DeploymentStepDescriptor {
    private static final String OPEN = "open";
    private static final String PULL_REQUEST = "pullRequest";

    @Override
    protected Map<String, Object> toForm(Map<String, Object> arguments) {
        return super.toForm(toTexts(arguments));
    }

    static Map<String, Object> toTexts(Map<String, Object> arguments) {
        Map<String, Object> texts = new LinkedHashMap<>(arguments);
        texts.computeIfPresent(OPEN, (same, value) -> value instanceof Collection<?> open ? numbers(open) : value);
        for (String name : List.of(PULL_REQUEST, OPEN)) {
            texts.computeIfPresent(name, (same, value) -> value instanceof Number ? value.toString() : value);
        }
        return texts;
    }

    private static String numbers(Collection<?> open) {
        return open.isEmpty()
                ? PreviewSweepStep.NONE
                : open.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
