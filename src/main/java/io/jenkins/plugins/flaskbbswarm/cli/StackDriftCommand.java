package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.PlannedChanges;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.PlanJson;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** {@code stack drift}: what somebody changed by hand since the last release. */
@Command(
        name = "drift",
        description =
                "Says what differs from the last release, as the plan that would put it back; 3 if anything does.")
final class StackDriftCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private LoginOptions logins;

    @Parameters(paramLabel = "STACK", description = "The name of the stack.")
    private Namespace stack;

    @Option(names = "--repair", description = "Puts it back.")
    private boolean repair;

    @Option(names = "--json", description = "Says it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (repair && json) {
            throw new ParameterException(spec.commandLine(), "--json says what --repair would do: give one of them");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(repair ? Terminal.sink(out) : EventSink.silent())) {
            return repair ? repair(commands, out) : show(commands.drift(stack), out);
        } finally {
            out.flush();
        }
    }

    private int repair(StackCommands commands, PrintWriter out) throws Exception {
        out.println(ResultText.of(commands.with(logins.choice()).repair(stack)));
        return ExitCode.DONE.number();
    }

    private int show(StackCommands.Drift found, PrintWriter out) {
        PlannedChanges drift = found.changes();
        if (json) {
            out.println(PlanJson.of(drift.plan()).toPrettyString());
        } else {
            PlanText.of(drift.plan()).forEach(out::println);
            found.others().forEach(name -> out.println("  " + name + " is not in the release: it stays"));
            out.println(
                    drift.isEmpty()
                            ? "No drift: " + stack + " is as its last release says."
                            : "Drift: the lines above would put it back; do it with --repair.");
        }
        return drift.isEmpty() ? ExitCode.DONE.number() : ExitCode.CHANGES_PENDING.number();
    }
}
