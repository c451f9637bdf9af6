package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads engine addresses; see {@link EngineAddress}. */
final class AddressParser {
    static final String DEFAULT = "unix:///var/run/docker.sock";
    private static final Pattern UNIX = Pattern.compile("unix://(/.+)");
    private static final String HOST = "(?<host>[A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?";
    private static final Pattern TCP = Pattern.compile("tcp://" + HOST + "/?");
    private static final Pattern SSH = Pattern.compile(
            "ssh://(?:(?<user>[A-Za-z0-9_][A-Za-z0-9._-]*)@)?" + HOST + "(?:/|(?<socket>/[A-Za-z0-9_./-]+))?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0:0:0:0:0:0:0:1");

    private AddressParser() {}

    /**
     * The engine of {@code DOCKER_HOST}, else that of this machine.
     *
     * @param tls used instead of the files of {@code DOCKER_CERT_PATH}
     */
    static EngineAddress of(Map<String, String> environment, Optional<TlsFiles> tls) {
        String address = environment.getOrDefault("DOCKER_HOST", "");
        return parse(address.isEmpty() ? DEFAULT : address, tls.or(() -> tls(environment)));
    }

    private static Optional<TlsFiles> tls(Map<String, String> environment) {
        String directory = environment.getOrDefault("DOCKER_CERT_PATH", "");
        boolean wanted = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        boolean tcp = environment.getOrDefault("DOCKER_HOST", "").startsWith("tcp:");
        if (!tcp || (directory.isEmpty() && !wanted)) {
            return Optional.empty();
        }
        return Optional.of(TlsFiles.in(directory.isEmpty() ? DockerFolder.in(environment) : Path.of(directory)));
    }

    static EngineAddress parse(String text, Optional<TlsFiles> tls) {
        Matcher unix = UNIX.matcher(text);
        if (unix.matches()) {
            return new EngineAddress.Unix(Path.of(unix.group(1)));
        }
        Matcher tcp = TCP.matcher(text);
        if (tcp.matches()) {
            return tcp(text, tcp, tls);
        }
        Matcher ssh = SSH.matcher(text);
        if (ssh.matches()) {
            return new EngineAddress.Ssh(
                    Optional.ofNullable(ssh.group("user")),
                    host(ssh),
                    port(text, ssh),
                    Optional.ofNullable(ssh.group("socket")));
        }
        throw new IllegalArgumentException("'" + text + "' is not an engine's address: write unix:///path/to/socket,"
                + " tcp://host:2376 or ssh://user@host");
    }

    private static EngineAddress tcp(String text, Matcher parts, Optional<TlsFiles> tls) {
        String host = host(parts);
        if (tls.isEmpty() && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + text + "' would be used without TLS, which gives the engine's"
                    + " machine to everybody on the network: "
                    + Advice.of(
                            "set DOCKER_CERT_PATH to a directory with ca.pem, cert.pem and key.pem",
                            "name a client certificate with hostCredentialsId")
                    + ", or use ssh://");
        }
        return new EngineAddress.Tcp(host, port(text, parts).orElse(tls.isPresent() ? 2376 : 2375), tls);
    }

    private static String host(Matcher parts) {
        String host = parts.group("host");
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Optional<Integer> port(String text, Matcher parts) {
        Optional<Integer> port = Optional.ofNullable(parts.group("port")).map(Integer::valueOf);
        if (port.filter(number -> number == 0 || number > 65535).isPresent()) {
            throw new IllegalArgumentException("'" + text + "' has no such port: ports go from 1 to 65535");
        }
        return port;
    }
}
