package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressTest {
    private static final TlsFiles TLS = new TlsFiles(new byte[0], new byte[0], new byte[0]);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unix:///var/run/docker.sock | unix:///var/run/docker.sock
            tcp://localhost             | tcp://localhost:2375
            tcp://127.0.0.1:2375        | tcp://127.0.0.1:2375
            tcp://127.8.9.1:2375/       | tcp://127.8.9.1:2375
            tcp://[::1]:2375            | tcp://[::1]:2375
            ssh://host                  | ssh://host
            ssh://me@host.example:2222  | ssh://me@host.example:2222
            ssh://host/                 | ssh://host
            ssh://me@host:22/run/user/1000/docker.sock | ssh://me@host:22/run/user/1000/docker.sock
            """)
    void readsAddresses(String text, String meaning) {
        assertThat(EngineAddress.parse(text)).hasToString(meaning);
    }

    @Test
    void knowsTheUsualPortOfTls() {
        assertThat(EngineAddress.parse("tcp://engine.example", Optional.of(TLS)))
                .hasToString("tcp://engine.example:2376");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://10.0.0.1:2375",
                "tcp://engine.example:2375",
                "tcp://127.0.0.1.example",
                "tcp://localhost.example",
                "tcp://0.0.0.0:2375",
                "tcp://[fe80::1]:2375"
            })
    void refusesAnotherMachineWithoutTls(String text) {
        assertThatThrownBy(() -> EngineAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without TLS")
                .hasMessageContaining("DOCKER_CERT_PATH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/var/run/docker.sock",
                "unix://relative",
                "npipe:////./pipe/docker_engine",
                "http://localhost:2375",
                "ssh://-oProxyCommand=evil",
                "ssh://-l@host",
                "ssh://host/a path",
                "ssh://host/run/$(id)",
                "tcp://localhost:123456"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> EngineAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write unix:///path/to/socket, tcp://host:2376 or ssh://user@host");
    }

    @Test
    void refusesAPortThatThereIsNot() {
        assertThatThrownBy(() -> EngineAddress.parse("tcp://localhost:70000"))
                .hasMessage("'tcp://localhost:70000' has no such port: ports go from 1 to 65535");
    }

    @Test
    void followsTheEnvironmentAsTheDockerCommandDoes() {
        assertThat(chosen(Map.of())).hasToString("unix:///var/run/docker.sock");
        assertThat(chosen(Map.of("DOCKER_HOST", "ssh://me@host"))).hasToString("ssh://me@host");
        assertThatThrownBy(() -> chosen(
                        Map.of("DOCKER_HOST", "tcp://host:2376", "DOCKER_TLS_VERIFY", "1", "HOME", "/no/such/home")))
                .hasMessageContaining("/no/such/home/.docker/ca.pem");
        assertThatThrownBy(() -> chosen(Map.of("DOCKER_HOST", "tcp://host:2376", "DOCKER_CERT_PATH", "/no/such")))
                .hasMessageContaining("/no/such/ca.pem");
    }

    private static EngineAddress chosen(Map<String, String> environment) {
        return AddressParser.of(environment, Optional.empty());
    }

    @Test
    void runsSshWithoutLettingTheAddressGiveItOptions() {
        EngineAddress.Ssh ssh = (EngineAddress.Ssh) EngineAddress.parse("ssh://me@host:2222");
        assertThat(Transport.command(ssh, List.of()))
                .containsSubsequence("-l", "me", "-p", "2222", "--", "host", "docker", "system", "dial-stdio");
    }

    /** As docker CLI 28 does it, for engines without root. */
    @Test
    void namesTheSocketThereIfTheAddressHasAPath() {
        EngineAddress.Ssh ssh = (EngineAddress.Ssh) EngineAddress.parse("ssh://host/run/user/1000/docker.sock");
        assertThat(Transport.command(ssh, List.of()))
                .endsWith(
                        "--", "host", "docker", "--host", "unix:///run/user/1000/docker.sock", "system", "dial-stdio");
    }
}
