package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is to be known to make, list or end previews.
 *
 * @param deploy the stack of the preview
 * @param settings what makes it one
 * @param pullRequest what it is of
 * @param environmentVariables names of those variables that come from the environment of the build
 * @param buildArguments which variables each build argument mentions, by image's key, a dot and its name
 * @param stackRegistry the login that the file gives the stack itself, which is no preview's if that has another
 */
public record PreviewConfig(
        DeployConfig deploy,
        PreviewSettings settings,
        PullRequest pullRequest,
        Set<String> environmentVariables,
        SortedMap<String, Set<String>> buildArguments,
        Optional<DeployConfig.Registry> stackRegistry) {
    public PreviewConfig {
        environmentVariables = Set.copyOf(environmentVariables);
        buildArguments = new TreeMap<>(buildArguments);
    }

    /** The same, deployed otherwise: on another engine, or with values for its secrets. */
    public PreviewConfig with(DeployConfig other) {
        return new PreviewConfig(other, settings, pullRequest, environmentVariables, buildArguments, stackRegistry);
    }

    /** The same with other settings: with values for the administrator's credentials, for instance. */
    public PreviewConfig with(PreviewSettings other) {
        return new PreviewConfig(deploy, other, pullRequest, environmentVariables, buildArguments, stackRegistry);
    }
}
