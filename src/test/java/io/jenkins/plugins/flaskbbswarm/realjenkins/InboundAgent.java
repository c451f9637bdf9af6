package io.jenkins.plugins.flaskbbswarm.realjenkins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** An agent that calls its Jenkins by itself: a process of its own, with a folder of its own. */
final class InboundAgent implements AutoCloseable {
    private static final Duration CONNECTED = Duration.ofMinutes(3);

    private final String name;
    private final Path folder;
    private final URI jenkins;
    private final Rest rest;
    private final String engine;
    private List<String> javaOptions = List.of();
    private Process process;

    private InboundAgent(String name, Path folder, URI jenkins, String engine) {
        this.name = name;
        this.folder = folder;
        this.jenkins = jenkins;
        this.rest = new Rest(jenkins);
        this.engine = engine;
    }

    /**
     * Makes it known to Jenkins; it is not yet started.
     *
     * @param engine what {@code DOCKER_HOST} is there
     */
    static InboundAgent of(String name, Path folder, URI jenkins, String engine)
            throws IOException, InterruptedException {
        InboundAgent agent = new InboundAgent(name, Files.createDirectories(folder), jenkins, engine);
        String secret = agent.rest.script("""
                def jenkins = jenkins.model.Jenkins.get()
                jenkins.setSlaveAgentPort(0)
                jenkins.addNode(new hudson.slaves.DumbSlave('%1$s', '%2$s', new hudson.slaves.JNLPLauncher()))
                println(jenkins.getComputer('%1$s').jnlpMac)
                """.formatted(name, folder));
        Files.writeString(agent.file("secret"), secret.strip());
        try (InputStream jar = jenkins.resolve("jnlpJars/agent.jar").toURL().openStream()) {
            Files.copy(jar, agent.file("agent.jar"));
        }
        return agent;
    }

    /** With options for its Java. */
    InboundAgent with(String... options) {
        javaOptions = List.of(options);
        return this;
    }

    /** Starts it, and returns when it is connected. */
    InboundAgent start() throws IOException, InterruptedException {
        return start(Stream.of());
    }

    /** The same through Jenkins' own port, as where a proxy lets nothing else through. */
    InboundAgent startThroughAWebSocket() throws IOException, InterruptedException {
        return start(Stream.of("-webSocket"));
    }

    private InboundAgent start(Stream<String> options) throws IOException, InterruptedException {
        Stream<String> java = Stream.concat(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"),
                javaOptions.stream());
        Stream<String> usual = Stream.of(
                "-jar",
                file("agent.jar").toString(),
                "-url",
                jenkins.toString(),
                "-secret",
                "@" + file("secret"),
                "-name",
                name,
                "-workDir",
                folder.toString());
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.of(java, usual, options).flatMap(part -> part).toList())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(file("agent.log").toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().put("DOCKER_HOST", engine);
        process = builder.start();
        Instant end = Instant.now().plus(CONNECTED);
        while (isOffline()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new AssertionError("The agent did not connect:\n" + Files.readString(file("agent.log")));
            }
            Thread.sleep(250);
        }
        return this;
    }

    /** Ends it as a crash of its machine does, and returns when Jenkins knows. */
    void crash() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        while (!isOffline()) {
            Thread.sleep(250);
        }
    }

    private boolean isOffline() throws IOException, InterruptedException {
        return rest.json("computer/" + name + "/api/json?tree=offline")
                .path("offline")
                .asBoolean();
    }

    private Path file(String file) {
        return folder.resolveSibling(name + "-" + file);
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}
