package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.util.Secret;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a secret is made of, by the kind of its credential, and what of it the log must not show. */
class CredentialValuesTest {
    private static final Map<String, StandardCredentials> STORE = Map.of(
            "text", new Text("of the text"),
            "file", new File("of the file"),
            "login", new Login("app", "p@ss/word"),
            "key", new Other());

    private final SecretMasker mask = new SecretMasker();
    private final CredentialValues values = new CredentialValues(id -> Optional.ofNullable(STORE.get(id)), mask);

    @ParameterizedTest
    @CsvSource({"text, of the text", "file, of the file", "login, p@ss/word"})
    void aSecretIsItsCredentialsValue(String id, String value) throws Exception {
        assertThat(new String(values.secret(id), StandardCharsets.UTF_8)).isEqualTo(value);
        assertThat(mask.blanked("it is '" + value + "'")).isEqualTo("it is '****'");
    }

    @Test
    void anAddressHasItsCredentialsPartsEncoded() throws Exception {
        byte[] uri = values.uri("postgresql://{username}:{password}@db/bb", "login");

        assertThat(new String(uri, StandardCharsets.UTF_8)).isEqualTo("postgresql://app:p%40ss%2Fword@db/bb");
        assertThat(mask.blanked("p@ss/word, p%40ss%2Fword")).isEqualTo("****, ****");
    }

    @Test
    void aTextIsAPasswordWithoutAUsername() throws Exception {
        assertThat(new String(values.uri("redis://:{password}@redis/0", "text"), StandardCharsets.UTF_8))
                .isEqualTo("redis://:of%20the%20text@redis/0");
    }

    @Test
    void aLoginIsMasked() throws Exception {
        RegistryData login = values.login("login");

        assertThat(login.username()).isEqualTo("app");
        assertThat(login.password()).isEqualTo("p@ss/word");
        assertThat(mask.blanked(login.password())).isEqualTo("****");
    }

    @Test
    void whatWasUsedIsNotedAndNothingElse() throws Exception {
        values.secret("text");
        assertThatThrownBy(() -> values.secret("nobody")).isInstanceOf(AbortException.class);
        values.in(id -> Optional.ofNullable(STORE.get(id))).login("login");

        assertThat(values.used()).containsExactly("text");
    }

    @Test
    void aStoreGivesWhatMayBeAskedForOnly() {
        CredentialStore all = id -> Optional.ofNullable(STORE.get(id));
        CredentialStore some = all.only(Set.of("text", "nobody")::contains, id -> "not " + id);

        assertThat(some.find("text")).contains(STORE.get("text"));
        assertThat(some.find("login")).isEmpty();
        assertThat(some.missing("login")).isEqualTo("not login");
        assertThat(some.missing("nobody")).isEqualTo(all.missing("nobody"));
    }

    private interface Use {
        Object of(CredentialValues values) throws Exception;
    }

    private enum Misuse {
        SECRET_THAT_IS_NOT_THERE(
                values -> values.secret("nobody"),
                "There is no credential 'nobody' that this job may use; create it under Manage Jenkins > Credentials or"
                        + " in the job's folder, or correct the ID"),
        SECRET_OF_ANOTHER_KIND(
                values -> values.secret("key"),
                "The credential 'key' is of a kind that a secret cannot be made of (SSH Username with private key);"
                        + " name a secret text, a secret file or a username with password"),
        ADDRESS_OF_A_FILE(
                values -> values.uri("redis://:{password}@redis/0", "file"),
                "The credential 'file' is of a kind that a secret cannot be made of (Secret file); name a secret text,"
                        + " a secret file or a username with password"),
        LOGIN_OF_A_TEXT(
                values -> values.login("text"),
                "The credential 'text' is not a username with password, which a registry needs; name one of that kind");

        private final Use use;
        private final String sentence;

        Misuse(Use use, String sentence) {
            this.use = use;
            this.sentence = sentence;
        }
    }

    @ParameterizedTest
    @EnumSource(Misuse.class)
    void whatCannotBeUsedIsSaidInASentence(Misuse misuse) {
        assertThatThrownBy(() -> misuse.use.of(values))
                .isInstanceOf(AbortException.class)
                .hasMessage(misuse.sentence);
    }

    private record Kind(String name) {
        CredentialsDescriptor descriptor() {
            return new CredentialsDescriptor() {
                @Override
                public String getDisplayName() {
                    return name;
                }
            };
        }
    }

    private record Text(String value) implements StringCredentials {
        @Override
        public Secret getSecret() {
            return Secret.fromString(value);
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Kind("Secret text").descriptor();
        }
    }

    private record File(String value) implements FileCredentials {
        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Kind("Secret file").descriptor();
        }
    }

    private record Login(String username, String password) implements StandardUsernamePasswordCredentials {
        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString(password);
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Kind("Username with password").descriptor();
        }
    }

    /** A key for SSH: no part of it makes a secret. */
    private record Other() implements StandardCredentials {
        @Override
        public CredentialsDescriptor getDescriptor() {
            return new Kind("SSH Username with private key").descriptor();
        }
    }
}
