package io.jenkins.plugins.flaskbbswarm.preview.sweep;

import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a sweep did.
 *
 * @param swept what was to go, or would be
 */
public record SweepResult(List<Swept> swept) {
    public SweepResult {
        swept = List.copyOf(swept);
    }

    /**
     * A stack that is to go.
     *
     * @param reason why, as half a sentence
     * @param left what could not be removed, a sentence each; the next sweep tries again
     */
    public record Swept(Namespace stack, String reason, List<String> left) {
        public Swept {
            left = List.copyOf(left);
        }
    }

    /**
     * A line for each preview and for each thing that is left.
     *
     * @param dryRun whether it was only looked at
     */
    public List<String> lines(boolean dryRun) {
        List<String> lines = new ArrayList<>();
        for (Swept one : swept) {
            String did = dryRun ? "Would remove" : one.left().isEmpty() ? "Removed" : "Not wholly removed";
            lines.add(did + ": " + one.stack() + ", since " + one.reason() + ".");
            one.left().forEach(left -> lines.add("    " + left));
        }
        if (lines.isEmpty()) {
            lines.add("Nothing to do: every preview is wanted.");
        } else if (!isClean()) {
            lines.add("Not all is gone; the next sweep tries again.");
        }
        return lines;
    }

    /** @throws PreviewFailedException if something that was to go is left */
    public void requireClean() throws PreviewFailedException {
        if (!isClean()) {
            throw new PreviewFailedException("Not all that was to go is gone: "
                    + swept.stream().flatMap(one -> one.left().stream()).collect(Collectors.joining("; "))
                    + ". The next sweep tries again.");
        }
    }

    /** Whether all that was to go has gone. */
    public boolean isClean() {
        return swept.stream().allMatch(one -> one.left().isEmpty());
    }
}
