package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.Permission;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whom Jenkins trusts: the branch source says so; where there is none, the environment tells of forks. */
class ChangeAuthorTest {
    private static final SCMRevision HEAD = new Revision();
    private static final SCMRevision TARGET = new Revision();

    @ParameterizedTest
    @CsvSource({
        // The branch source's answer | revision recorded | CHANGE_FORK | trusted
        "head, true, '', true",
        "target, true, '', false",
        // An administrator trusts forks, too.
        "head, true, somebody, true",
        // Not a multibranch job, or a build of it that recorded nothing.
        "none, false, '', true",
        "none, false, somebody, false",
        "head, false, '', true",
        "head, false, somebody, false",
    })
    void isAskedOfTheBranchSource(String answer, boolean recorded, String fork, boolean trusted) throws Exception {
        SCMSource source = answer.equals("none") ? null : new Source(answer.equals("head") ? HEAD : TARGET);
        Build build = new Build(source, recorded ? HEAD : null);

        assertThat(author(build, fork).isTrusted()).isEqualTo(trusted);
    }

    @Test
    void aSourceThatDoesNotAnswerTrustsNobody() {
        SCMSource broken = new Source(HEAD) {
            @Override
            public SCMRevision getTrustedRevision(SCMRevision revision, TaskListener listener) throws IOException {
                throw new IOException("HTTP 502");
            }
        };

        assertThatThrownBy(() -> author(new Build(broken, HEAD), "").isTrusted())
                .isInstanceOf(AbortException.class)
                .hasMessage("The branch source does not say whether the author of this change is trusted: HTTP 502;"
                        + " build it again when the source can be reached");
    }

    private static ChangeAuthor author(Build build, String fork) {
        return new ChangeAuthor(
                build, Map.of("CHANGE_FORK", fork), new PrintStream(OutputStream.nullOutputStream(), true));
    }

    private static final class Revision extends SCMRevision {}

    private static class Source extends SCMSource {
        private final SCMRevision trusted;

        Source(SCMRevision trusted) {
            this.trusted = trusted;
        }

        @Override
        public SCMRevision getTrustedRevision(SCMRevision revision, TaskListener listener) throws IOException {
            return trusted;
        }
    }

    private static final class Build extends Run<Multibranch, Build> implements Supplier<SCMRevision> {
        private final SCMSource source;
        private final SCMRevision revision;

        Build(SCMSource source, SCMRevision revision) {
            this.source = source;
            this.revision = revision;
        }

        @Override
        public SCMRevision get() {
            return revision;
        }

        @Override
        public Job<?, ?> getParent() {
            return new Multibranch(source);
        }
    }

    private static final class Multibranch extends Job<Multibranch, Build> implements Supplier<SCMSource> {
        private final SCMSource source;

        Multibranch(SCMSource source) {
            this.source = source;
        }

        @Override
        public SCMSource get() {
            return source;
        }

        @Override
        public String getFullName() {
            return "team/site/pr-12";
        }

        @Override
        public String getUrl() {
            return "job/team/job/site/job/pr-12/";
        }

        @Override
        public File getRootDir() {
            return new File("target");
        }

        @Override
        public void checkPermission(Permission permission) {}

        @Override
        public boolean hasPermission(Permission permission) {
            return true;
        }
    }
}
