package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** {@code stack deploy}: takes the place of {@code docker stack deploy}, and tells the truth about the result. */
@Command(name = "deploy", description = "Deploys Compose files and waits until they run; puts all back if they do not.")
final class StackDeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private StackFiles files;

    @Mixin
    private Reporting reporting;

    @Parameters(paramLabel = "STACK", description = "The name of the stack.")
    private Namespace stack;

    @Option(names = "--prune", description = "Removes services that left the files.")
    private boolean prune;

    @Option(
            names = "--resolve-image",
            paramLabel = "always|never",
            defaultValue = "always",
            description = "Whether tags are held to the digests of their registries (default: ${DEFAULT-VALUE}).")
    private Resolve resolve;

    /** When tags are looked up. */
    enum Resolve {
        ALWAYS,
        NEVER
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        LoadedStack loaded = files.load();
        try (StackCommands commands = engine.open(reporting.printingTo(out))) {
            DeployResult result =
                    reporting.report(stack, () -> commands.deploy(stack, loaded, resolve == Resolve.ALWAYS, prune));
            out.println(ResultText.of(result));
            out.flush();
        }
        return ExitCode.DONE;
    }
}
