package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Map;

/** Where previews get databases of their own. All of it may be repeated. */
public interface Databases {
    /** Makes the preview's database, with a new password if it is there already, and returns the way to connect. */
    Content create(Preview preview) throws JobFailedException, InterruptedException;

    /** Drops it, whoever is connected; one that is not there is fine. */
    void drop(Preview preview) throws JobFailedException, InterruptedException;

    /**
     * Those that previews of this repository on this swarm were given, by name, with the stack that each is of. Runs
     * under the lock of {@code sweep}.
     */
    Map<String, Namespace> all(Preview sweep) throws JobFailedException, InterruptedException;
}
