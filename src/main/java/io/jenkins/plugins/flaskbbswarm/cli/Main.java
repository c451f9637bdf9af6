package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command line, started by {@code src/main/sh/flaskbb-swarm}. */
@Command(
        name = "flaskbb-swarm",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "flaskbb-swarm 0.1.0",
        description = "From source to a healthy Docker Swarm stack.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:failed; the stack is whole, in its previous state",
            "2:bad input; nothing was touched",
            "3:plan --detailed-exitcode: there is something to do",
            "4:failed and could not be put back: a person has to look"
        })
public final class Main {
    private static final Subcommands SUBCOMMANDS = new Subcommands(List.of(
            DeployCommand.class,
            PlanCommand.class,
            RedeployCommand.class,
            PreviewCommand.class,
            StackCommand.class,
            ReleaseCommand.class,
            LockCommand.class));

    @Mixin
    private GlobalOptions options;

    private Main() {}

    GlobalOptions options() {
        return options;
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Signals signals = Signals.interrupting(Thread.currentThread());
        signals.exit(commandLine(args).execute(args));
    }

    /** One that knows the commands that {@code arguments} need. */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        SUBCOMMANDS.addTo(line, List.of(arguments));
        return line.setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .registerConverter(Namespace.class, Main::namespace)
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Whatever the locale: the same input gives the same bytes. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static Namespace namespace(String text) {
        try {
            return new Namespace(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
