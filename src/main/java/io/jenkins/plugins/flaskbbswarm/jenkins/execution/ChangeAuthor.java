package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * Whether the author of what a build checks out is trusted. For a multibranch job its branch source decides, by the same
 * rule as for the Jenkinsfile and {@code readTrusted}. For other jobs a fork's pull request is nobody's whom we trust.
 */
final class ChangeAuthor {
    private final Run<?, ?> build;
    private final Map<String, String> variables;
    private final PrintStream log;

    ChangeAuthor(Run<?, ?> build, Map<String, String> variables, PrintStream log) {
        this.build = build;
        this.variables = variables;
        this.log = log;
    }

    boolean isTrusted() throws AbortException, InterruptedException {
        SCMSource source = SCMSource.SourceByItem.findSource(build.getParent());
        SCMRevision revision = source == null ? null : SCMRevisionAction.getRevision(source, build);
        return revision == null ? variables.getOrDefault("CHANGE_FORK", "").isEmpty() : isTrusted(source, revision);
    }

    private boolean isTrusted(SCMSource source, SCMRevision revision) throws AbortException, InterruptedException {
        TaskListener listener = () -> log;
        try {
            return revision.equals(source.getTrustedRevision(revision, listener));
        } catch (IOException e) {
            throw new AbortException("The branch source does not say whether the author of this change is trusted: "
                    + e.getMessage() + "; build it again when the source can be reached");
        }
    }
}
