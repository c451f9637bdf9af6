package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pull request, as a step names it; what it leaves empty, a multibranch job's environment tells.
 *
 * @param number {@code CHANGE_ID} if empty
 * @param commit {@code GIT_COMMIT} if empty
 * @param repository that of the file if empty
 */
record PullRequestData(String number, String commit, String repository) implements Serializable {
    /** @throws InvalidRequestException if there is no number, or one that is none */
    PullRequest in(Map<String, String> environment) {
        String text = first(number, environment.get("CHANGE_ID"))
                .orElseThrow(() -> refused("This build is not of a pull request; name one with pullRequest: 12"));
        try {
            return new PullRequest(
                    Integer.parseInt(text),
                    first(repository),
                    first(commit, environment.get("GIT_COMMIT")),
                    first(environment.get("BUILD_URL")));
        } catch (NumberFormatException e) {
            throw refused("'" + text + "' is not a pull request number; write pullRequest: 12");
        }
    }

    private static InvalidRequestException refused(String problem) {
        return new InvalidRequestException(List.of(problem));
    }

    private static Optional<String> first(String... texts) {
        return Stream.of(texts).filter(text -> text != null && !text.isEmpty()).findFirst();
    }
}
