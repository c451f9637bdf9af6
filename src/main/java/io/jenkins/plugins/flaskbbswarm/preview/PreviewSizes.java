package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much the previews take now. */
public final class PreviewSizes {
    private final Engine engine;

    public PreviewSizes(Engine engine) {
        this.engine = engine;
    }

    /** By the name of the stack. */
    public Map<String, PreviewSize> each() throws InterruptedException {
        List<JsonNode> services = engine.services().list(Filters.label(PreviewLabels.STACK));
        return services.stream()
                .map(service -> service.path("Spec"))
                .collect(Collectors.groupingBy(
                        spec -> spec.path("Labels").path(PreviewLabels.STACK).asText(),
                        Collectors.collectingAndThen(Collectors.toList(), PreviewSize::of)));
    }

    /** What all previews take but one. */
    static PreviewSize others(Map<String, PreviewSize> each, Namespace stack) {
        return each.entrySet().stream()
                .filter(preview -> !preview.getKey().equals(stack.name()))
                .map(Map.Entry::getValue)
                .reduce(PreviewSize.NOTHING, PreviewSize::plus);
    }
}
