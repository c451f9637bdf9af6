package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;

import java.nio.file.Path;
import java.util.LinkedHashMap;

/** What the controller is to know of a preview before it is made: the agent reads the file that says it. */
record DescribePreviewOperation(DeploymentData deployment, PullRequestData pullRequest) implements Operation {
    /** The {@link PreviewDescriptor}, as JSON. */
    static final String NOTE = "note";

    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings) {
        PreviewConfig read = PreviewFile.read(
                deployment.yaml(directory),
                deployment.settings(),
                surroundings.environment(),
                pullRequest.in(surroundings.environment()));
        LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
        facts.put(NOTE, PreviewDescriptor.of(read, surroundings.environment()).json());
        return facts;
    }
}
