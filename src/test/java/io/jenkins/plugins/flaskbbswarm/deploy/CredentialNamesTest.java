package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Which credentials a deploy.yml names, wherever it does. */
class CredentialNamesTest {
    @Test
    void wherever() {
        String text = """
                registry: {address: "r:5000", credential: login}
                secrets: {a: {credential: first}, b: generate, credential: {credential: second}}
                preview:
                  database: {admin: {credential: admin}}
                other: [{credential: in-a-list}]
                """;

        assertThat(CredentialNames.in(text, List.of()))
                .containsExactly("admin", "first", "in-a-list", "login", "second");
    }

    @Test
    void settingsCountOnTopOfIt() {
        assertThat(CredentialNames.in(
                        "secrets: {a: {credential: first}}",
                        List.of("secrets.a={credential: other}", "registry.credential=\"login\"", "keep=3")))
                .containsExactly("login", "other");
    }

    @Test
    void whatIsNoFileNamesNone() {
        assertThat(CredentialNames.in("", List.of("=x"))).isEmpty();
        assertThat(CredentialNames.in("credential: {", List.of())).isEmpty();
    }
}
