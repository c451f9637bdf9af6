package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** {@code stack plan}: what {@code stack deploy} would do. */
@Command(name = "plan", description = "Says what stack deploy would do, and does nothing.")
final class StackPlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private ComposeOptions compose;

    @Mixin
    private PlanOptions plan;

    @Option(names = "--prune", description = "Plans the removal of services that left the files.")
    private boolean prune;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands =
                engine.open(new PlainLines(spec.commandLine().getErr()))) {
            return plan.show(commands.plan(compose.stack(), true, prune), out);
        }
    }
}
