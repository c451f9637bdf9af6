package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.rollout.JobFailed;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

/** Where previews get databases of their own. Both actions may be repeated. */
interface Databases {
    /** Makes the preview's database, with a new password if it is there already, and returns the way to connect. */
    Content create(Preview preview) throws JobFailed, InterruptedException;

    /** Drops it, whoever is connected; one that is not there is fine. */
    void drop(Preview preview) throws JobFailed, InterruptedException;
}
