package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** What a step has done where its engine is reached from. It is sent there, so it holds data only. */
public interface Operation extends Serializable {
    /** In what it returns: what happened, in a sentence that the step prints at its end. */
    String SUMMARY = "summary";

    /**
     * Does it.
     *
     * @param directory where relative paths begin
     * @return what the step returns to the script: texts, numbers, booleans, lists and maps of them
     */
    LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws ReleaseFailedException, PreviewFailedException, InterruptedException;

    /**
     * Takes its place in a build that resumes when an earlier attempt failed or was stopped: ends what that left, and
     * does nothing else. Work that leaves nothing half way has nothing to end.
     *
     * @return how that ended; never a success
     */
    default ReleaseFailedException recover(Path directory, DeploymentContext surroundings) throws InterruptedException {
        return ReleaseFailedException.before(surroundings.memory().progress());
    }
}
