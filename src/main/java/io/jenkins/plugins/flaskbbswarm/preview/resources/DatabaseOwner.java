package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

/**
 * Whose a database is: several swarms and repositories may share a server, and each sweeps its own only.
 *
 * @param swarm its ID
 * @param stack the preview's
 */
record DatabaseOwner(String swarm, String repository, Namespace stack) {
    /** What the comments of all previews' roles begin with, whosesoever they are. */
    static final String ANY = "flaskbb-swarm preview on ";

    /** Kept beside the role. */
    String comment() {
        return prefix() + stack.name();
    }

    /** What the comments of all previews of the same swarm and repository begin with. */
    String prefix() {
        return ANY + swarm + " of " + repository + " ";
    }
}
