package io.jenkins.plugins.flaskbbswarm.realjenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Jenkins of our own on the loopback interface, with a home of its own and the plugin in it. */
final class RealJenkins implements AutoCloseable {
    private static final Path HPI = Path.of("target/flaskbb-swarm.hpi").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(10);
    private static final String UP = "Jenkins is fully up and running";

    private final Path home;
    private final int port;
    private final Map<String, String> environment = new TreeMap<>();
    private int starts;
    private Process process;

    private RealJenkins(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Prepares one that is not yet started. */
    static RealJenkins in(Path home) throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        try (Stream<Path> all = Files.list(Path.of(System.getenv("JENKINS_PLUGINS")))) {
            all.filter(file -> file.toString().matches(".*\\.[jh]pi"))
                    .forEach(file -> copy(file, plugins.resolve(nameOf(file) + ".jpi")));
        }
        copy(HPI, plugins.resolve("flaskbb-swarm.jpi"));
        Files.createDirectories(home.resolve("init.groovy.d"));
        Files.createDirectories(home.resolve("tmp"));
        return new RealJenkins(home, freePort());
    }

    /** A variable that Jenkins, and so each build on its own node, is to have. */
    RealJenkins with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A Groovy script that Jenkins runs when it starts. */
    RealJenkins atStart(String name, String script) throws IOException {
        Files.writeString(home.resolve("init.groovy.d").resolve(name), script);
        return this;
    }

    /** Builds may take their sources from folders of this machine. */
    RealJenkins withLocalRepositories() throws IOException {
        return atStart("local-git.groovy", "hudson.plugins.git.GitSCM.ALLOW_LOCAL_CHECKOUT = true");
    }

    RealJenkins start() throws IOException, InterruptedException {
        starts++;
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().put("JENKINS_HOME", home.toString());
        builder.environment().putAll(environment);
        process = builder.start();
        Instant end = Instant.now().plus(START);
        while (logText().split(UP, -1).length <= starts) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new AssertionError("Jenkins did not start:\n" + logText());
            }
            Thread.sleep(250);
        }
        return this;
    }

    private List<String> command() {
        Path war = Path.of(System.getenv("JENKINS_WAR")).toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
        command.add("-Djenkins.install.runSetupWizard=false");
        command.add("-Dhudson.model.UpdateCenter.never=true");
        boolean unpacked = Files.isDirectory(war);
        command.addAll(List.of("-jar", (unpacked ? war.resolve("executable/winstone.jar") : war).toString()));
        command.add("--webroot=" + (unpacked ? war : home.resolve("war")));
        command.addAll(List.of("--httpListenAddress=127.0.0.1", "--httpPort=" + port, "--prefix=/jenkins"));
        return command;
    }

    /** Ends it as a crash does, or in good order; its home stays. */
    void stop(boolean crash) throws InterruptedException {
        if (crash) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/jenkins/");
    }

    Path home() {
        return home;
    }

    /** All that it has written into its home, without the programs that were put there. */
    List<Path> filesBesidesPrograms() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(home.resolve("plugins")) && !file.startsWith(home.resolve("war")))
                    .toList();
        }
    }

    /** What it has logged so far, over all its starts. */
    String logText() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    private Path log() {
        return home.resolve("jenkins.log");
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            stop(false);
        }
    }

    private static String nameOf(Path plugin) {
        return plugin.getFileName().toString().replaceFirst("\\.[jh]pi$", "");
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
