package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files that the {@code ssh} program reads an identity from: it takes a key from nowhere else. Nobody else can read
 * them, and they go with the connection.
 */
final class SshFiles implements AutoCloseable {
    private static final String KEY = "key";
    private static final String KNOWN_HOSTS = "known_hosts";
    private static final String PASSPHRASE = "passphrase";
    private static final String ASK = "ask";

    private final SshIdentity identity;
    private final Path folder;

    private SshFiles(SshIdentity identity, Path folder) {
        this.identity = identity;
        this.folder = folder;
    }

    /** Writes them. */
    static SshFiles of(SshIdentity identity) throws IOException {
        SshFiles files = new SshFiles(identity, Files.createTempDirectory("flaskbb-swarm-ssh"));
        try {
            files.write();
            return files;
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private void write() throws IOException {
        write(KEY, "rw-------", lines(identity.key()));
        write(KNOWN_HOSTS, "rw-------", lines(identity.knownHosts()));
        if (hasPassphrase()) {
            write(PASSPHRASE, "rw-------", identity.passphrase() + "\n");
            write(ASK, "rwx------", "#!/bin/sh\nexec cat \"${0%/*}/" + PASSPHRASE + "\"\n");
        }
    }

    /** A key without a newline at its end, or with carriage returns, is none to ssh. */
    private static String lines(String text) {
        return text.strip().replace("\r", "") + "\n";
    }

    private void write(String name, String permissions, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean hasPassphrase() {
        return !identity.passphrase().isEmpty();
    }

    /** This key and no other one, hosts that are known and no others, and no question but the key's passphrase. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-i", folder.resolve(KEY).toString(),
                "-o", "IdentitiesOnly=yes",
                "-o", "IdentityAgent=none",
                "-o", "PreferredAuthentications=publickey",
                "-o", "NumberOfPasswordPrompts=1",
                "-o", "StrictHostKeyChecking=yes"));
        if (!identity.knownHosts().isBlank()) {
            options.addAll(List.of(
                    "-o", "UserKnownHostsFile=" + folder.resolve(KNOWN_HOSTS), "-o", "GlobalKnownHostsFile=/dev/null"));
        }
        // Only the first of two counts, and in batch mode not even the passphrase is asked for.
        options.addAll(List.of("-o", "BatchMode=" + (hasPassphrase() ? "no" : "yes")));
        return options;
    }

    /** Has ssh ask a program for the passphrase: there is no terminal. */
    Map<String, String> environment() {
        return hasPassphrase()
                ? Map.of("SSH_ASKPASS", folder.resolve(ASK).toString(), "SSH_ASKPASS_REQUIRE", "force", "DISPLAY", ":0")
                : Map.of();
    }

    @Override
    public void close() {
        try {
            for (String name : List.of(KEY, KNOWN_HOSTS, PASSPHRASE, ASK)) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("A private key could not be deleted from " + folder, e);
        }
    }
}
