package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What mutual TLS needs, in PEM, as {@code DOCKER_CERT_PATH} holds it in three files. Kept in memory, so that a
 * credential store can give it without writing a key to disk.
 */
public final class TlsFiles {
    private final byte[] ca;
    private final byte[] certificate;
    private final byte[] key;

    /**
     * @param ca the authority that signed the engine's certificate ({@code ca.pem})
     * @param certificate our certificate and, after it, those of its issuers ({@code cert.pem})
     * @param key our private key ({@code key.pem})
     */
    public TlsFiles(byte[] ca, byte[] certificate, byte[] key) {
        this.ca = ca.clone();
        this.certificate = certificate.clone();
        this.key = key.clone();
    }

    /**
     * Reads {@code ca.pem}, {@code cert.pem} and {@code key.pem}.
     *
     * @throws IllegalArgumentException if one of them cannot be read
     */
    public static TlsFiles in(Path directory) {
        return new TlsFiles(
                read(directory.resolve("ca.pem")),
                read(directory.resolve("cert.pem")),
                read(directory.resolve("key.pem")));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
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

    byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "TlsFiles[***]";
    }
}
