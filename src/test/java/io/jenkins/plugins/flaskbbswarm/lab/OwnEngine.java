package io.jenkins.plugins.flaskbbswarm.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An engine of a test's own, so that it may be restarted: a swarm of one node, whose only network is a loopback. Needs
 * what the laboratory needs: root, and the distribution's docker.
 */
public final class OwnEngine implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String IN_A_NAMESPACE = """
            ip link set lo up
            mkdir -p /run/docker /run/containerd /etc/docker
            for folder in /run/docker /run/containerd /etc/docker; do mount -t tmpfs tmpfs $folder; done
            exec dockerd -H unix://"$0"/socket --data-root "$0"/data --exec-root "$0"/run --pidfile "$0"/pid \\
                --storage-driver overlay2 --bridge none --iptables=false --log-level warn >>"$0"/log 2>&1
            """;

    private final Path directory;
    private Process process;

    private OwnEngine(Path directory) {
        this.directory = directory;
    }

    /** Starts it with the laboratory's busybox. */
    public static OwnEngine start(Path directory) throws IOException, InterruptedException {
        OwnEngine engine = new OwnEngine(directory);
        boolean started = false;
        try {
            engine.launch();
            engine.docker("swarm init --advertise-addr 127.0.0.1");
            shell("docker -H %s save %s | docker -H %s load"
                    .formatted(Lab.engine(), Lab.variable("LAB_BUSYBOX"), engine.address()));
            started = true;
            return engine;
        } finally {
            if (!started) {
                engine.close();
            }
        }
    }

    /** As {@code DOCKER_HOST} spells it. */
    public String address() {
        return "unix://" + directory.resolve("socket");
    }

    /** Stops it, with all containers, and starts it again, as a service manager would. */
    public void restart() throws IOException, InterruptedException {
        stop();
        launch();
    }

    /** Starts a program whose loopback is the engine's. */
    public Process beside(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of("nsenter", "--net=/proc/" + process.pid() + "/ns/net"));
        all.addAll(command);
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }

    /** Runs a command of the docker client. */
    public void docker(String arguments) throws IOException, InterruptedException {
        shell("docker -H " + address() + " " + arguments);
    }

    private void launch() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--propagation",
                        "private",
                        "sh",
                        "-c",
                        IN_A_NAMESPACE,
                        directory.toString())
                .start();
        shell("for i in $(seq 300); do docker -H " + address() + " version && exit 0; sleep 0.1; done; cat "
                + directory.resolve("log") + "; exit 1");
    }

    private void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void shell(String script) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new IOException(script + " failed:\n" + said);
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        if (process != null) {
            shell("docker -H " + address() + " swarm leave --force || true");
            stop();
        }
        Files.deleteIfExists(directory.resolve("pid"));
    }
}
