package jenkins.scm.api;

import hudson.model.Item;
import hudson.model.TaskListener;

import java.io.IOException;

public abstract class SCMSource {
    public SCMRevision getTrustedRevision(SCMRevision revision, TaskListener listener)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public abstract static class SourceByItem {
        public static SCMSource findSource(Item item) {
            throw new UnsupportedOperationException();
        }
    }
}
