package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What to deploy. */
final class DeployOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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
    private Seconds lockTimeout;

    /** @param more settings that the command itself makes */
    Deployment deployment(EventSink events, Optional<String> more) {
        return new Deployment(config(more), surroundings(events));
    }

    DeployConfig config() {
        return config(Optional.empty());
    }

    private DeployConfig config(Optional<String> more) {
        List<String> all = Stream.concat(settings.stream(), more.stream()).toList();
        return onNamedEngine(DeployFile.read(file, all, ProcessText.environment()));
    }

    PreviewConfig preview(PullRequest pullRequest) {
        return onNamedEngine(PreviewFile.read(file, settings, ProcessText.environment(), pullRequest));
    }

    /** For what concerns all previews of a repository. */
    PreviewConfig previews() {
        return onNamedEngine(PreviewFile.read(file, settings, ProcessText.environment()));
    }

    private PreviewConfig onNamedEngine(PreviewConfig preview) {
        return preview.with(onNamedEngine(preview.deploy()));
    }

    /** The command line wins over the file. */
    private DeployConfig onNamedEngine(DeployConfig config) {
        return GlobalOptions.of(command)
                .named(command, ProcessText.environment())
                .map(config::withEngine)
                .orElse(config);
    }

    DeploymentContext surroundings(EventSink events) {
        return Masked.surroundings(command, lockTimeout.duration(), events);
    }
}
