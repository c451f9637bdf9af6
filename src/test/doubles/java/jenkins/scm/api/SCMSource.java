package jenkins.scm.api;

import hudson.model.Item;
import hudson.model.TaskListener;

import java.io.IOException;
import java.util.function.Supplier;

/** A job of a test is a supplier of its source, where it has one. */
public abstract class SCMSource {
    public SCMRevision getTrustedRevision(SCMRevision revision, TaskListener listener)
            throws IOException, InterruptedException {
        return revision;
    }

    public abstract static class SourceByItem {
        public static SCMSource findSource(Item item) {
            return item instanceof Supplier<?> job ? (SCMSource) job.get() : null;
        }
    }
}
