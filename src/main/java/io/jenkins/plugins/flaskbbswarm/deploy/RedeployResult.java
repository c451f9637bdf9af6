package io.jenkins.plugins.flaskbbswarm.deploy;

import java.util.List;
import java.util.Optional;

/**
 * What became of a scheduled redeploy.
 *
 * @param why the first line of the log: why it acted or did not
 * @param reasons all that is otherwise than at the last release, whether or not it was acted on
 * @param deployed what was done; empty if it did not act
 */
public record RedeployResult(String why, List<RedeployReason> reasons, Optional<DeployResult> deployed) {
    public RedeployResult {
        reasons = List.copyOf(reasons);
    }
}
