package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UriTemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis://:{password}@redis/0                | bob   | p@ss/w:rd  | redis://:p%40ss%2Fw%3Ard@redis/0
            postgresql://{username}:{password}@db/x    | b o b | plain-._~1 | postgresql://b%20o%20b:plain-._~1@db/x
            a{password}b{password}                     |       | ü          | a%C3%BCb%C3%BC
            http://host/{other}                        | u     | p          | http://host/{other}
            x{password}                                | u     | {username} | x%7Busername%7D
            """)
    void putsTheCredentialWhereItBelongs(String template, String username, String password, String filled) {
        assertThat(UriTemplate.fill(template, username == null ? "" : username, password))
                .isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource({"redis://:{password}@r, true", "{username}, true", "redis://r, false", "{user}, false"})
    void knowsWhetherThereIsAPlace(String template, boolean expected) {
        assertThat(UriTemplate.hasPlace(template)).isEqualTo(expected);
    }
}
