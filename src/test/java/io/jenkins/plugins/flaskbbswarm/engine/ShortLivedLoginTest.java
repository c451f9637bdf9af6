package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Logins that are known to end soon. */
class ShortLivedLoginTest {
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "AWS, 123456789012.dkr.ecr.eu-central-1.amazonaws.com, after 12 hours",
        "AWS, https://123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/v2/, after 12 hours",
        "AWS, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, after 12 hours",
        "AWS, registry.example.org, ",
        "robot, 123456789012.dkr.ecr.eu-central-1.amazonaws.com, ",
        "oauth2accesstoken, eu.gcr.io, after an hour",
        "oauth2accesstoken, europe-west3-docker.pkg.dev, after an hour",
        "_json_key, eu.gcr.io, ",
        "00000000-0000-0000-0000-000000000000, forum.azurecr.io, after three hours",
        "forum-pull, forum.azurecr.io, ",
        "gitlab-ci-token, registry.gitlab.example.org:5050, with its CI job",
        "ann, docker.io, ",
    })
    void ends(String user, String registry, String when) {
        RegistryAuth login = new RegistryAuth(registry, user, "secret".toCharArray());
        assertThat(login.ends()).isEqualTo(Optional.ofNullable(when));
    }
}
