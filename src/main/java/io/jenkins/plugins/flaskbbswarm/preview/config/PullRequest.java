package io.jenkins.plugins.flaskbbswarm.preview.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a preview is of.
 *
 * @param number counted from 1
 * @param repository the one that {@code deploy.yml} names if empty
 * @param commit the head of the pull request
 * @param build address of the build that makes the preview; the owner of the process if empty
 */
public record PullRequest(int number, Optional<String> repository, Optional<String> commit, Optional<String> build) {
    /** Stands for no pull request where only settings that are the same for all are wanted. */
    public static final PullRequest ANY = new PullRequest(0, Optional.empty(), Optional.empty(), Optional.empty());

    private static final int COMMIT_DIGITS = 12;

    /** A pull request of the repository that {@code deploy.yml} names. */
    public static PullRequest of(int number) {
        return new PullRequest(number, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** As patterns of {@code deploy.yml} name it: {@code PR}, {@code COMMIT} (empty or 12 digits). */
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PR", Integer.toString(number));
        variables.put("COMMIT", commit.map(PullRequest::brief).orElse(""));
        return variables;
    }

    private static String brief(String commit) {
        return commit.length() > COMMIT_DIGITS ? commit.substring(0, COMMIT_DIGITS) : commit;
    }
}
