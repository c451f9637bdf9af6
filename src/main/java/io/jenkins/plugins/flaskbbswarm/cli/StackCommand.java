package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine.Command;

/** {@code stack …}: Compose files without {@code deploy.yml}. */
@Command(
        name = "stack",
        description = "Works on stacks of Compose files, as docker stack does.",
        subcommands = {
            StackConfigCommand.class,
            StackRequestsCommand.class,
            StackDeployCommand.class,
            StackPlanCommand.class,
            StackDriftCommand.class,
            StackDiagnoseCommand.class,
            StackRemoveCommand.class
        })
final class StackCommand {}
