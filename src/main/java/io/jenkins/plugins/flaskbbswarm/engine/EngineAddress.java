package io.jenkins.plugins.flaskbbswarm.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where an engine is, as {@code DOCKER_HOST} spells it; TLS is always mutual and always verified. */
public sealed interface EngineAddress {
    /** The socket of an engine on this machine: {@code unix:///var/run/docker.sock}. */
    record Unix(Path socket) implements EngineAddress {
        @Override
        public String toString() {
            return "unix://" + socket;
        }
    }

    /** {@code tcp://host:port}. Without TLS only ever a loopback address: see {@link #parse(String, Optional)}. */
    record Tcp(String host, int port, Optional<TlsFiles> tls) implements EngineAddress {
        @Override
        public String toString() {
            return "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** {@code ssh://user@host:port}: the engine that {@code docker} talks to there, through the {@code ssh} program. */
    record Ssh(
            Optional<String> user,
            String host,
            Optional<Integer> port,
            Optional<String> socket,
            Optional<SshIdentity> identity)
            implements EngineAddress {
        /** As whoever runs the program. */
        Ssh(Optional<String> user, String host, Optional<Integer> port, Optional<String> socket) {
            this(user, host, port, socket, Optional.empty());
        }

        @Override
        public String toString() {
            return "ssh://" + user.map(name -> name + "@").orElse("") + host
                    + port.map(number -> ":" + number).orElse("")
                    + socket.orElse("");
        }
    }

    /**
     * The same address with the passphrase that the environment has for its key.
     *
     * @throws IllegalArgumentException if the environment names a file for it that cannot be read
     */
    default EngineAddress withPassphraseOf(Map<String, String> environment) {
        return this instanceof Tcp tcp
                ? new Tcp(tcp.host(), tcp.port(), tcp.tls().map(files -> files.withPassphraseOf(environment)))
                : this;
    }

    /** The same address, reached with that key if it is one of {@code ssh://}. */
    default EngineAddress with(SshIdentity identity) {
        return this instanceof Ssh ssh
                ? new Ssh(
                        ssh.user().or(() -> Optional.of(identity.user()).filter(name -> !name.isEmpty())),
                        ssh.host(),
                        ssh.port(),
                        ssh.socket(),
                        Optional.of(identity))
                : this;
    }

    /**
     * Reads an address that needs no TLS.
     *
     * @throws IllegalArgumentException if it is none, or is a {@code tcp://} address of another machine
     */
    static EngineAddress parse(String text) {
        return parse(text, Optional.empty());
    }

    /**
     * Reads an address. An engine without TLS gives root on its machine to whoever reaches it, so {@code tcp://}
     * without {@code tls} is taken for loopback addresses only.
     *
     * @param text {@code unix:///path}, {@code tcp://host[:port]} (2376 with TLS, 2375 without) or
     *     {@code ssh://[user@]host[:port]}
     * @param tls used by {@code tcp://} only
     * @throws IllegalArgumentException if it is no address that we can use; the message says what to write instead
     */
    static EngineAddress parse(String text, Optional<TlsFiles> tls) {
        return AddressParser.parse(text, tls);
    }

    /** The same, with who we are over {@code ssh://}. */
    static EngineAddress parse(String text, Optional<TlsFiles> tls, Optional<SshIdentity> ssh) {
        EngineAddress address = parse(text, tls);
        return ssh.map(address::with).orElse(address);
    }
}
