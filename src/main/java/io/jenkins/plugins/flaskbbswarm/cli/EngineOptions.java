package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Optional;

/** How to reach the engine, and how long to wait for others; the same for all commands that need an engine. */
final class EngineOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for another release of the stack (default: ${DEFAULT-VALUE}).")
    private Seconds lockTimeout;

    StackCommands open(EventSink events) throws InterruptedException {
        return StackCommands.open(engine(), surroundings(events));
    }

    DeployConfig.Engine engine() {
        return GlobalOptions.of(command)
                .named(command, ProcessText.environment())
                .orElseGet(() -> new DeployConfig.Engine(Optional.empty(), Optional.empty()));
    }

    DeploymentContext surroundings(EventSink events) {
        return Masked.surroundings(command, lockTimeout.duration(), events);
    }
}
