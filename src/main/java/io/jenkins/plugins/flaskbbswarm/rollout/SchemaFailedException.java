package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;

/** A schema could not be brought back: services that were stopped for it stay stopped, since no code fits it now. */
public final class SchemaFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SchemaChange change;

    SchemaFailedException(SchemaChange change, Exception cause) {
        super(cause.getMessage(), cause);
        this.change = change;
    }

    /** What is to be done by hand. */
    public String byHand() {
        SchemaChange.Back back = change.back();
        String token = change.token().isEmpty() ? "" : " and MIGRATION_STATE=" + change.token();
        String backup = back.backup().isEmpty() ? "" : " and MIGRATION_BACKUP=" + back.backup();
        return "run '" + back.command() + "' in the image " + back.image() + token + backup + ", as the service "
                + back.name() + " did";
    }
}
