package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A key that ssh reads from files: for our eyes only, and only as long as it is needed. */
class SshFilesTest {
    private static final SshIdentity PLAIN = new SshIdentity("deploy", "-KEY-\r\nabc\r\n-END-", "", "");

    @Test
    void nobodyElseCanReadThemAndTheyGo() throws Exception {
        Path folder;
        try (SshFiles files = SshFiles.of(new SshIdentity("deploy", "a key", "a passphrase", "a host"))) {
            folder = keyOf(files).getParent();
            try (Stream<Path> all = Files.list(folder)) {
                assertThat(all).hasSize(4).allMatch(file -> permissions(file).endsWith("------"));
            }
            assertThat(permissions(folder)).isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aKeyIsAsSshTakesIt() throws Exception {
        try (SshFiles files = SshFiles.of(PLAIN)) {
            assertThat(keyOf(files)).hasContent("-KEY-\nabc\n-END-\n");
        }
    }

    @Test
    void onlyThisKeyAndKnownHostsAndNoQuestion() throws Exception {
        try (SshFiles files = SshFiles.of(PLAIN)) {
            assertThat(files.options())
                    .contains("IdentitiesOnly=yes", "IdentityAgent=none", "StrictHostKeyChecking=yes", "BatchMode=yes")
                    .noneMatch(option -> option.startsWith("UserKnownHostsFile="));
            assertThat(files.environment()).isEmpty();
        }
    }

    @Test
    void aTargetsKnownHostsAreAllThatAreTrusted() throws Exception {
        try (SshFiles files = SshFiles.of(new SshIdentity("deploy", "a key", "", "manager ssh-ed25519 AAAA"))) {
            assertThat(files.options()).contains("GlobalKnownHostsFile=/dev/null");
            assertThat(keyOf(files).resolveSibling("known_hosts")).hasContent("manager ssh-ed25519 AAAA\n");
        }
    }

    @Test
    void aPassphraseIsAskedOfAProgramAndIsNoArgument() throws Exception {
        try (SshFiles files = SshFiles.of(new SshIdentity("deploy", "a key", "it's $secret", ""))) {
            assertThat(files.options()).contains("BatchMode=no").noneMatch(option -> option.contains("secret"));
            assertThat(files.environment().values()).noneMatch(value -> value.contains("secret"));
            Process asked = new ProcessBuilder(files.environment().get("SSH_ASKPASS")).start();
            assertThat(new String(asked.getInputStream().readAllBytes())).isEqualTo("it's $secret\n");
        }
    }

    @Test
    void theUserOfTheAddressWins() {
        assertThat(user("ssh://me@host")).contains("me");
        assertThat(user("ssh://host")).contains("deploy");
        assertThat(EngineAddress.parse("unix:///s").with(PLAIN)).isEqualTo(EngineAddress.parse("unix:///s"));
        assertThat(List.of(EngineAddress.parse("ssh://host").with(PLAIN).toString(), PLAIN.toString()))
                .noneMatch(text -> text.contains("abc"));
    }

    private static Optional<String> user(String address) {
        return ((EngineAddress.Ssh) EngineAddress.parse(address).with(PLAIN)).user();
    }

    private static Path keyOf(SshFiles files) {
        return Path.of(files.options().get(1));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
