package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;

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

    /** Whether all that was to go has gone. */
    public boolean isClean() {
        return swept.stream().allMatch(one -> one.left().isEmpty());
    }
}
