package jenkins.scm.api;

import hudson.model.Actionable;

import java.util.function.Supplier;

/** A build of a test is a supplier of its revision, where it has one. */
public class SCMRevisionAction {
    public static SCMRevision getRevision(SCMSource source, Actionable build) {
        return build instanceof Supplier<?> built ? (SCMRevision) built.get() : null;
    }
}
