package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.Results;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewResult;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What steps for previews return. */
final class PreviewResults {
    private PreviewResults() {}

    static LinkedHashMap<String, Object> of(PreviewResult result) {
        LinkedHashMap<String, Object> map = Results.of(result.deployed());
        Preview preview = result.preview();
        map.put("address", preview.address());
        map.put("expires", preview.expires().toString());
        map.put(Operation.SUMMARY, "The preview " + preview + " is up until " + preview.expires() + ".");
        return map;
    }

    static LinkedHashMap<String, Object> ended(Namespace stack, Optional<Preview> preview) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("stack", stack.name());
        map.put("changed", preview.isPresent());
        map.put(
                Operation.SUMMARY,
                preview.map(ended -> "Removed: the preview " + ended + " is gone.")
                        .orElse("Nothing to do: there is no preview " + stack + "."));
        return map;
    }

    static LinkedHashMap<String, Object> of(SweepResult result) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put(
                "removed",
                new ArrayList<>(result.swept().stream()
                        .map(swept -> swept.stack().name())
                        .toList()));
        return map;
    }
}
