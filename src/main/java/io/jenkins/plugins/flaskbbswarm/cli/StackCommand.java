package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine.Command;

import java.util.List;

/** {@code stack …}: Compose files without {@code deploy.yml}. */
@Command(name = "stack", description = "Works on stacks of Compose files, as docker stack does.")
final class StackCommand {
    static final Subcommands SUBCOMMANDS = new Subcommands(List.of(
            StackConfigCommand.class,
            StackRequestsCommand.class,
            StackDeployCommand.class,
            StackPlanCommand.class,
            StackDriftCommand.class,
            StackDiagnoseCommand.class,
            StackRemoveCommand.class));
}
