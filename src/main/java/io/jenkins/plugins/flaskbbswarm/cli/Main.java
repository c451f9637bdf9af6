package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.stack.FileNames;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The command line, started by {@code src/main/sh/flaskbb-swarm}. */
@Command(
        name = "flaskbb-swarm",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "flaskbb-swarm 0.1.0",
        description = "From source to a healthy Docker Swarm stack.",
        exitCodeListHeading = "%nExit codes:%n")
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
        String[] arguments = ProcessText.arguments(args);
        warnOfTheWorkingDirectory();
        Output output = Output.standard();
        CommandLine line = commandLine(arguments).setOut(output.writer());
        int code = line.execute(arguments);
        line.getOut().flush();
        signals.exit(output.exitCode(code, Reports.isReport(line.getParseResult()), line.getErr()));
    }

    /** Java keeps the name of the directory as text. */
    private static void warnOfTheWorkingDirectory() {
        if (System.getProperty("user.dir").indexOf('\uFFFD') >= 0) {
            System.err.println("warning: the name of the working directory has characters that the locale's character"
                    + " set " + FileNames.charset() + " lacks, so relative paths do not work: start with"
                    + " LC_ALL=C.UTF-8");
        }
    }

    /** One that knows the commands that {@code arguments} need. */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        SUBCOMMANDS.addTo(line, List.of(arguments));
        ExitCode.describeIn(line);
        return line.setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .registerConverter(Namespace.class, Main::namespace)
                .registerConverter(Path.class, Main::path)
                .registerConverter(Seconds.class, Seconds::parse)
                .registerConverter(Ordinal.class, Ordinal::parse)
                .setExecutionStrategy(Main::run)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(new ExceptionHandler())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** From then on all is printed as terminals may get it; picocli's help has colours of its own. */
    private static int run(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        CommandLine line = parsed.commandSpec().commandLine();
        PrintWriter rawErr = PrintableWriter.raw(line.getErr());
        SecretMasker mask = new SecretMasker(() -> rawErr.println(
                "A secret of fewer than 4 characters is not masked in what is printed;" + " choose a longer one."));
        line.setOut(PrintableWriter.over(line.getOut(), mask)).setErr(PrintableWriter.over(line.getErr(), mask));
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int refuse(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = PrintableWriter.raw(line.getErr());
        err.println(line.getColorScheme().errorText(Printable.text(failure.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            line.usage(err, line.getColorScheme());
        }
        return ExitCode.BAD_INPUT.number();
    }

    /** Whatever the locale: the same input gives the same bytes. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is not a valid file name; " + FileNames.remedy(text));
        }
    }

    private static Namespace namespace(String text) {
        try {
            return new Namespace(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
