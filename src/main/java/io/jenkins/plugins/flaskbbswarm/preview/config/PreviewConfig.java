package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;

import java.util.Set;

/**
 * All that is to be known to make, list or end previews.
 *
 * @param deploy the stack of the preview
 * @param settings what makes it one
 * @param pullRequest what it is of
 * @param environmentVariables names of those variables that come from the environment of the build
 */
public record PreviewConfig(
        DeployConfig deploy, PreviewSettings settings, PullRequest pullRequest, Set<String> environmentVariables) {
    public PreviewConfig {
        environmentVariables = Set.copyOf(environmentVariables);
    }

    /** The same, deployed otherwise: on another engine, or with values for its secrets. */
    public PreviewConfig with(DeployConfig other) {
        return new PreviewConfig(other, settings, pullRequest, environmentVariables);
    }

    /** The same with other settings: with values for the administrator's credentials, for instance. */
    public PreviewConfig with(PreviewSettings other) {
        return new PreviewConfig(deploy, other, pullRequest, environmentVariables);
    }
}
