package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;

/**
 * What a plan is held to: that of an earlier attempt, of which the rest is left to do, or one that somebody has seen.
 *
 * @param expected the fingerprint that somebody named
 * @param shown what an earlier attempt of the same build showed
 */
record Approval(Namespace stack, Optional<String> expected, ApprovedPlan shown) {
    /**
     * Does nothing if that may be carried out.
     *
     * @param unbuilt the images that would be built
     * @throws InvalidRequestException if not
     */
    void check(DeploymentPlan planned, List<String> unbuilt) {
        if (shown.isNone()) {
            planned.changes(unbuilt).requireToBe(expected);
            return;
        }
        List<String> others = shown.differences(planned, unbuilt);
        if (!others.isEmpty()) {
            throw new InvalidRequestException(List.of("What is planned for " + stack
                    + " now is not in the plan that this build"
                    + " showed before it was interrupted, since the swarm or the files changed meanwhile: "
                    + String.join("; ", others.stream().map(String::strip).toList())
                    + ". Look at the new plan, and deploy that one with a new build"));
        }
    }
}
