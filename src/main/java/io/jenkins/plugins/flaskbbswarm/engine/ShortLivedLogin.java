package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Logins that are known to end soon, by the user's name and the registry that the clouds' own tools make them for. A
 * swarm keeps the login of a service to pull its image on other nodes later.
 */
enum ShortLivedLogin {
    AMAZON("AWS", "\\d+\\.dkr\\.ecr(?:-fips)?\\.[\\w-]+\\.amazonaws\\.com(?:\\.cn)?", "after 12 hours"),
    GOOGLE("oauth2accesstoken", "(?:[\\w-]+\\.)*gcr\\.io|[\\w-]+-docker\\.pkg\\.dev", "after an hour"),
    AZURE("00000000-0000-0000-0000-000000000000", "[\\w-]+\\.azurecr\\.(?:io|cn|us)", "after three hours"),
    GITLAB_JOB("gitlab-ci-token", ".*", "with its CI job");

    private final String user;
    private final Pattern registry;
    private final String ends;

    ShortLivedLogin(String user, String registry, String ends) {
        this.user = user;
        this.registry = Pattern.compile(registry);
        this.ends = ends;
    }

    /** When a login ends, in words; empty if nothing is known. */
    static Optional<String> of(String user, String registry) {
        return Arrays.stream(values())
                .filter(life -> life.user.equals(user))
                .filter(life -> life.registry.matcher(registry).matches())
                .map(life -> life.ends)
                .findFirst();
    }
}
