package io.jenkins.plugins.flaskbbswarm.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An SSH server of a test's own on the loopback interface, in front of the laboratory's engine, for the user who runs the
 * test. Its keys are made for it.
 */
public final class Sshd implements AutoCloseable {
    private static final String SETTINGS = """
            Port %1$d
            ListenAddress 127.0.0.1
            HostKey %2$s/host
            AuthorizedKeysFile %2$s/authorized
            AuthenticationMethods publickey
            PermitRootLogin prohibit-password
            StrictModes no
            UsePAM no
            MaxStartups 100
            PidFile none
            """;

    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it, and returns when it listens. */
    public static Sshd start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(Path.of("/run/sshd"));
        makeKey(folder.resolve("host"), "");
        Files.createFile(folder.resolve("authorized"));
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("settings"), SETTINGS.formatted(port, folder));
        Process process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Sshd server = new Sshd(folder, port, process);
        while (!server.listens()) {
            if (!process.isAlive()) {
                throw new IOException("no sshd: " + Files.readString(folder.resolve("log")));
            }
            Thread.sleep(20);
        }
        return server;
    }

    /** Of the engine behind it, as {@code DOCKER_HOST} spells it, without a user. */
    public String address() {
        return "ssh://127.0.0.1:" + port + Lab.engine().replaceFirst("^unix://", "");
    }

    /** Who may log in. */
    public static String user() {
        return System.getProperty("user.name");
    }

    /** Its lines of {@code known_hosts}. */
    public String knownHosts() throws IOException {
        return knownAs(folder.resolve("host.pub"));
    }

    /** What {@code known_hosts} has of it where the machine had been set up with another key before. */
    public String knownByAnotherKey() throws IOException, InterruptedException {
        makeKey(folder.resolve("former"), "");
        return knownAs(folder.resolve("former.pub"));
    }

    private String knownAs(Path publicKey) throws IOException {
        return "[127.0.0.1]:" + port + " " + Files.readString(publicKey);
    }

    /** Makes a key that may log in, and returns its private half. */
    public String key(String name, String passphrase) throws IOException, InterruptedException {
        String key = strangersKey(name, passphrase);
        Files.writeString(
                folder.resolve("authorized"),
                Files.readString(folder.resolve(name + ".pub")),
                StandardOpenOption.APPEND);
        return key;
    }

    /** Makes a key that may not. */
    public String strangersKey(String name, String passphrase) throws IOException, InterruptedException {
        makeKey(folder.resolve(name), passphrase);
        return Files.readString(folder.resolve(name));
    }

    private static void makeKey(Path file, String passphrase) throws IOException, InterruptedException {
        List<String> command =
                List.of("ssh-keygen", "-q", "-t", "ed25519", "-C", "test", "-N", passphrase, "-f", file.toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("no key at " + file);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
