package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.BuildTrace.Step;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What engines say when a build fails, and what we make of it. */
class BuildFailureTest {
    private static final String DOCKERFILE = """
            ARG V=12
            FROM debian:$V AS base
            RUN echo \\
                one

            COPY --chown=$V nope /x
            RUN true
            RUN true
            """;

    @TempDir
    private Path root;

    private BuildContext context;

    @BeforeEach
    void dockerfile() throws Exception {
        Files.writeString(root.resolve("Dockerfile"), DOCKERFILE);
        context = open(root, "Dockerfile");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            UNSUPPORTED  | failed to read downloaded context: failed to load cache key: Get "http://build-context-x1": dial tcp: lookup build-context-x1 on 10.0.0.1:53: no such host | cannot build app:1: an engine older than 28 that keeps its images with containerd loses the sources on their way (failed to read downloaded context: failed to load cache key: Get "http://build-context-x1": dial tcp: lookup build-context-x1 on 10.0.0.1:53: no such host); use a newer engine, or one without "containerd-snapshotter" in its daemon.json
            UNSUPPORTED  | failed to read downloaded context: failed to load cache key: invalid response status 403 | cannot build app:1: an engine older than 28 that keeps its images with containerd loses the sources on their way (failed to read downloaded context: failed to load cache key: invalid response status 403); use a newer engine, or one without "containerd-snapshotter" in its daemon.json
            BAD_CONTEXT  | failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: FOO | cannot build app:1: Dockerfile:2: unknown instruction: FOO; correct the line
            BAD_CONTEXT  | dockerfile parse error on line 5: unknown instruction: BAR | cannot build app:1: Dockerfile:5: unknown instruction: BAR; correct the line
            BAD_CONTEXT  | failed to solve with frontend dockerfile.v0: failed to create LLB definition: target stage nope could not be found | cannot build app:1: Dockerfile has no stage nope; correct the target, or name a stage so (FROM … AS nope)
            BAD_CONTEXT  | target stage "nope" could not be found | cannot build app:1: Dockerfile has no stage nope; correct the target, or name a stage so (FROM … AS nope)
            UNSUPPORTED  | no active sessions | cannot build app:1: a step asks for what only a docker client hands over, such as --mount=type=secret or type=ssh (no active sessions); do without it, for example by fetching what is private before the build
            UNSUPPORTED  | BuildKit not enabled on daemon | cannot build app:1: the engine has no BuildKit (BuildKit not enabled on daemon); use a Linux engine of version 20.10 or newer that does not turn it off
            UNSUPPORTED  | buildkit is not supported by daemon | cannot build app:1: the engine has no BuildKit (buildkit is not supported by daemon); use a Linux engine of version 20.10 or newer that does not turn it off
            BUILD_FAILED | failed to compute cache key: "/nope" not found: not found | cannot build app:1: the build context has no nope; add it, or take it out of .dockerignore
            NO_SPACE     | write /var/lib/docker/tmp/x: no space left on device | cannot build app:1: a disk of the engine's machine is full; free some space there, for example by docker system prune
            OTHER        | something new | cannot build app:1: something new
            """)
    void withoutAStep(Kind kind, String text, String message) {
        assertExplained(Optional.empty(), text, kind, message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            UNREACHABLE  | failed to do request: Head "https://r.io/v2/library/debian/manifests/12": dial tcp: lookup r.io on 10.0.0.1:53: no such host | the engine cannot resolve the registry's name r.io
            UNTRUSTED    | failed to do request: Head "https://r.io/v2/nope/manifests/1": x509: certificate signed by unknown authority | the engine does not trust the certificate of the registry r.io
            NOT_FOUND    | failed to solve: r.io/debian:12: not found | the registry r.io has no such image
            UNAUTHORIZED | unexpected status code [manifests 12]: 401 Unauthorized | the registry r.io refuses the login
            DENIED       | pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed | the registry r.io does not allow it, or has no such repository
            """)
    void aBaseImage(Kind kind, String text, String cause) {
        StepLog step = failed("[internal] load metadata for r.io/debian:12", text);
        assertThat(new BuildFailure("app:1", context, Optional.of(step), text, null).explain())
                .hasMessageStartingWith(
                        "cannot build app:1: its base image r.io/debian:12 is not to be had: " + cause + " (" + text)
                .extracting("kind")
                .isEqualTo(kind);
    }

    @Test
    void aBaseImageKnownFromTheRequestAlone() {
        String text = "failed to do request: Head \"https://r:5000/v2/a/b/manifests/1\": connection refused";
        assertThat(new BuildFailure("app:1", context, Optional.empty(), text, null).explain())
                .hasMessageStartingWith(
                        "cannot build app:1: its base image r:5000/a/b is not to be had: nothing answers"
                                + " at the registry's address r:5000 (");
    }

    @Test
    void aStepThatExits() {
        StepLog step = failed("[base 2/4] RUN echo     one", "executor failed running [/bin/sh -c …]: exit code: 7");
        step.append("one\ntwo\n".getBytes(StandardCharsets.UTF_8), (source, line) -> {});
        assertExplained(
                Optional.of(step),
                step.error(),
                Kind.BUILD_FAILED,
                "building app:1 failed in step [base 2/4] RUN echo one (Dockerfile line 3): exit code 7; correct the"
                        + " step, whose last lines were:\n  one\n  two");
    }

    @Test
    void aStepThatStandsThereTwiceHasNoLine() {
        StepLog step = failed("[base 4/5] RUN true", "process \"/bin/sh -c true\" did not complete: exit code: 1");
        assertExplained(
                Optional.of(step),
                step.error(),
                Kind.BUILD_FAILED,
                "building app:1 failed in step [base 4/5] RUN true: exit code 1; correct the step");
    }

    @Test
    void aStepWithAVariableIsFoundByItsValue() {
        StepLog step = failed("[base 3/5] COPY --chown=12 nope /x", "\"/nope\": not found");
        assertExplained(
                Optional.of(step),
                step.error(),
                Kind.BUILD_FAILED,
                "cannot build app:1: the build context has no nope, wanted in step [base 3/5] COPY --chown=12 nope /x"
                        + " (Dockerfile line 6); add it, or take it out of .dockerignore");
    }

    @Test
    void aDiskThatIsFullIsSeenInTheOutput() {
        StepLog step = failed("[base 2/4] RUN echo one", "exit code: 1");
        step.append("cc: No space left on device\n".getBytes(StandardCharsets.UTF_8), (source, line) -> {});
        assertExplained(
                Optional.of(step),
                step.error(),
                Kind.NO_SPACE,
                "cannot build app:1: a disk of the engine's machine is full in step [base 2/4] RUN echo one (Dockerfile"
                        + " line 3); free some space there, for example by docker system prune");
    }

    private void assertExplained(Optional<StepLog> step, String text, Kind kind, String message) {
        ImageException explained = new BuildFailure("app:1", context, step, text, null).explain();
        assertThat(explained.getMessage()).isEqualTo(message);
        assertThat(explained.kind()).isEqualTo(kind);
    }

    private static StepLog failed(String name, String error) {
        StepLog log = new StepLog(name, new SecretArguments(List.of(), List.of()));
        log.update(
                new Step("id", name, false, Optional.empty(), Optional.empty(), error),
                line -> {},
                (where, line) -> {});
        return log;
    }

    private static BuildContext open(Path directory, String dockerfile) {
        return BuildContext.open(ImageBuild.of(directory, ImageReference.parse("app"), List.of("1"))
                .dockerfile(dockerfile)
                .build());
    }
}
