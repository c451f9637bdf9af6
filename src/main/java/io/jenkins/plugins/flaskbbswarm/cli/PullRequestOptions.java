package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import picocli.CommandLine.Option;

import java.util.Optional;

/** Which pull request. */
final class PullRequestOptions {
    @Option(names = "--pr", required = true, paramLabel = "N", description = "The number of the pull request.")
    private Ordinal number;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description = "Whose pull request it is (default: preview.repository of the file).")
    private Optional<String> repository = Optional.empty();

    @Option(names = "--commit", paramLabel = "SHA", description = "The head of the pull request.")
    private Optional<String> commit = Optional.empty();

    @Option(
            names = "--build",
            paramLabel = "URL",
            description = "Who makes the preview (default: BUILD_URL, else user and host).")
    private Optional<String> build = Optional.empty();

    PullRequest pullRequest() {
        return new PullRequest(number.number(), repository, commit, build);
    }
}
