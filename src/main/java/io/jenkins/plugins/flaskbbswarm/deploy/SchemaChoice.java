package io.jenkins.plugins.flaskbbswarm.deploy;

/** What a rollback to a kept release does if that release needs an earlier schema. */
public enum SchemaChoice {
    /** Brings the schema back with the {@code undo} of the present release, or refuses. */
    UNDO,
    /** Leaves it as it is; the earlier code runs on the present schema. */
    LEAVE
}
