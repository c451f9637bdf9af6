package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;

/**
 * All that is to be known to make, list or end previews.
 *
 * @param deploy the stack of the preview
 * @param settings what makes it one
 * @param pullRequest what it is of
 */
public record PreviewConfig(DeployConfig deploy, PreviewSettings settings, PullRequest pullRequest) {
    /** The same, deployed otherwise: on another engine, or with values for its secrets. */
    public PreviewConfig with(DeployConfig other) {
        return new PreviewConfig(other, settings, pullRequest);
    }

    /** The same with other settings: with values for the administrator's credentials, for instance. */
    public PreviewConfig with(PreviewSettings other) {
        return new PreviewConfig(deploy, other, pullRequest);
    }
}
