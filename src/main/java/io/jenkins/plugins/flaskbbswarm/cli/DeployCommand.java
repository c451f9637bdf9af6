package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code deploy}: everything that {@code deploy.yml} describes. */
@Command(
        name = "deploy",
        description = "Builds, pushes, migrates and rolls out what deploy.yml describes; puts all back if it fails.")
final class DeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            defaultValue = "deploy.yml",
            description = "What to deploy (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Sets a field of the file, as in variables.HOST=bb.example.org; may be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for another release of the stack (default: ${DEFAULT-VALUE}).")
    private long lockTimeout;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        DeployConfig config = DeployFile.read(file, settings, System.getenv());
        EventSink events = new PlainLines(out);
        Surroundings surroundings =
                new Surroundings(System.getenv(), Owner.in(System.getenv()), Duration.ofSeconds(lockTimeout), events);
        DeployResult result = new Deployment(config, surroundings).run();
        out.println(lastLines(config, result));
        out.flush();
        return ExitCode.DONE;
    }

    private static String lastLines(DeployConfig config, DeployResult result) {
        String what = result.changed()
                ? "Released: " + config.stack() + " is at release " + result.release() + "."
                : "Nothing to do: " + config.stack() + " runs as release " + result.release()
                        + " says; no image was built, nothing was pushed, nothing was written to the engine.";
        return result.address()
                .map(address -> what + System.lineSeparator() + address)
                .orElse(what);
    }
}
