package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code stack rm}: removes a stack and ends when it is really gone. */
@Command(name = "rm", description = "Removes a stack and its releases, and waits until they are gone.")
final class StackRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Parameters(paramLabel = "STACK", description = "The name of the stack.")
    private Namespace stack;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(Terminal.sink(out))) {
            List<String> left = commands.remove(stack);
            left.forEach(out::println);
            out.println(
                    left.isEmpty()
                            ? "Removed: " + stack + " is gone."
                            : "Not all of " + stack + " is gone; try again.");
            out.flush();
            return left.isEmpty() ? ExitCode.DONE.number() : ExitCode.ROLLBACK_FAILED.number();
        }
    }
}
