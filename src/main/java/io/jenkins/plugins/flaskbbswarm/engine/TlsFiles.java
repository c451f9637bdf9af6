package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What mutual TLS needs, in PEM, as {@code DOCKER_CERT_PATH} holds it in three files. Kept in memory, so that a
 * credential store can give it without writing a key to disk.
 */
public final class TlsFiles {
    private final byte[] ca;
    private final byte[] certificate;
    private final byte[] key;
    private final Optional<char[]> passphrase;

    /**
     * @param ca the authority that signed the engine's certificate ({@code ca.pem})
     * @param certificate our certificate and, after it, those of its issuers ({@code cert.pem})
     * @param key our private key ({@code key.pem})
     */
    public TlsFiles(byte[] ca, byte[] certificate, byte[] key) {
        this(ca, certificate, key, Optional.empty());
    }

    private TlsFiles(byte[] ca, byte[] certificate, byte[] key, Optional<char[]> passphrase) {
        this.ca = ca.clone();
        this.certificate = certificate.clone();
        this.key = key.clone();
        this.passphrase = passphrase;
    }

    /**
     * Reads {@code ca.pem}, {@code cert.pem} and {@code key.pem}; the last two may both be missing, as with the docker CLI.
     *
     * @throws IllegalArgumentException if one of them cannot be read
     */
    public static TlsFiles in(Path directory) {
        byte[] ca = read(directory.resolve("ca.pem"));
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        return Files.notExists(certificate) && Files.notExists(key)
                ? new TlsFiles(ca, new byte[0], new byte[0])
                : new TlsFiles(ca, read(certificate), read(key));
    }

    /** Whether there is a certificate to show; an engine may be content with verifying itself. */
    boolean hasIdentity() {
        return certificate.length > 0 || key.length > 0;
    }

    /**
     * The same with the passphrase of an encrypted key, if it has none and the environment has it: {@code FLASKBB_SWARM_KEY_PASSPHRASE},
     * or {@code FLASKBB_SWARM_KEY_PASSPHRASE_FILE} with the path of a file whose first line it is.
     *
     * @throws IllegalArgumentException if that file cannot be read
     */
    public TlsFiles withPassphraseOf(Map<String, String> environment) {
        return passphrase.isPresent() ? this : new TlsFiles(ca, certificate, key, passphrase(environment));
    }

    /** The same with the passphrase of an encrypted key, which counts more than that of an environment. */
    public TlsFiles withPassphrase(String text) {
        return new TlsFiles(ca, certificate, key, Optional.of(text.toCharArray()));
    }

    private static Optional<char[]> passphrase(Map<String, String> environment) {
        String file = environment.getOrDefault(PemKey.PASSPHRASE + "_FILE", "");
        if (file.isEmpty()) {
            return Optional.ofNullable(environment.get(PemKey.PASSPHRASE)).map(String::toCharArray);
        }
        try {
            String text = new String(BoundedFile.read(Path.of(file)), StandardCharsets.UTF_8);
            return Optional.of(text.lines().findFirst().orElse("").toCharArray());
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    PemKey.PASSPHRASE + "_FILE names " + file + ", which cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return BoundedFile.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read " + file + ": TLS to the engine needs ca.pem, cert.pem and key.pem in the directory"
                            + " that DOCKER_CERT_PATH names",
                    e);
        }
    }

    byte[] ca() {
        return ca.clone();
    }

    byte[] certificate() {
        return certificate.clone();
    }

    Optional<char[]> passphrase() {
        return passphrase;
    }

    byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "TlsFiles[***]";
    }
}
