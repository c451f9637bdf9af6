package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.preview.OpenPullRequests;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSweep;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what is left of previews.
 *
 * @param open the open pull requests: numbers and commas; empty if they are not known, {@value PreviewSweepStep#NONE}
 *     if there are none
 * @param grace how many seconds a pushed preview is younger than that list
 */
record PreviewSweepOperation(DeploymentData deployment, PreviewServers servers, String open, int grace, boolean dryRun)
        implements Operation {
    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws PreviewFailedException, InterruptedException {
        PreviewConfig read =
                PreviewFile.read(deployment.yaml(directory), deployment.settings(), surroundings.environment());
        SweepResult result = new PreviewSweep(servers.in(read, deployment), surroundings)
                .run(new PreviewSweep.Options(OpenPullRequests.parse(numbers()), Duration.ofSeconds(grace), dryRun));
        result.lines(dryRun).forEach(line -> surroundings.events().emit(new Event.Output("sweep", line)));
        result.requireClean();
        return PreviewResults.of(result);
    }

    private Optional<Set<String>> numbers() {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(open.equals(PreviewSweepStep.NONE) ? Set.of() : Set.of(open.split(",")));
    }
}
