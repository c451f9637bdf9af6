package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewNote;

import java.nio.file.Path;
import java.util.LinkedHashMap;

/** What the controller is to know of a preview before it is made: the agent reads the file that says it. */
record PreviewFacts(DeploymentData deployment, PullRequestData pullRequest) implements Operation {
    /** The {@link PreviewNote}, as JSON. */
    static final String NOTE = "note";

    @Override
    public LinkedHashMap<String, Object> run(Path directory, Surroundings surroundings) {
        PreviewConfig read = PreviewFile.read(
                deployment.yaml(directory),
                deployment.settings(),
                surroundings.environment(),
                pullRequest.in(surroundings.environment()));
        LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
        facts.put(NOTE, PreviewNote.of(read, surroundings.environment()).json());
        return facts;
    }
}
