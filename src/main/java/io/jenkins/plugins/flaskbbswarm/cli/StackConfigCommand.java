package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.print.StackPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code stack config}: prints what a stack's files come to. */
@Command(
        name = "config",
        description = "Prints the stack file, merged and with variables replaced, so that it can be deployed again.")
final class StackConfigCommand implements Callable<Integer> {
    @Mixin
    private StackFiles files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LoadedStack loaded = files.loadWithoutContents();
        PrintedWarnings.print(loaded, spec.commandLine().getErr());
        // YAML has escapes of its own, which stand for what was written.
        PrintableWriter.raw(spec.commandLine().getOut()).print(StackPrinter.print(loaded.stack()));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.number();
    }
}
