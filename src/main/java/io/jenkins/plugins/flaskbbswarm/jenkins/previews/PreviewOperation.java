package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDown;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewUp;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Makes the preview of a pull request, or ends it.
 *
 * @param patience how many seconds to wait for a place if there are too many
 */
record PreviewOperation(
        Kind kind, DeploymentData deployment, PreviewServers servers, PullRequestData pullRequest, int patience)
        implements Operation {
    /** Which of the two. */
    enum Kind {
        UP,
        DOWN
    }

    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws ReleaseFailedException, PreviewFailedException, InterruptedException {
        PreviewConfig config = config(directory, surroundings);
        return switch (kind) {
            case UP -> PreviewResults.of(new PreviewUp(config, surroundings, Duration.ofSeconds(patience)).run());
            case DOWN -> {
                Optional<Preview> ended = new PreviewDown(config, surroundings).run();
                yield PreviewResults.ended(config.settings().stack(), ended);
            }
        };
    }

    /** The stack is rolled back; a lease that was never ready goes with the next sweep. */
    @Override
    public ReleaseFailedException recover(Path directory, DeploymentContext surroundings) throws InterruptedException {
        return kind == Kind.UP
                ? new Deployment(config(directory, surroundings).deploy(), surroundings).recover()
                : Operation.super.recover(directory, surroundings);
    }

    private PreviewConfig config(Path directory, DeploymentContext surroundings) {
        PreviewConfig read = PreviewFile.read(
                deployment.yaml(directory),
                deployment.settings(),
                surroundings.environment(),
                pullRequest.in(surroundings.environment()));
        return servers.in(read, deployment);
    }
}
