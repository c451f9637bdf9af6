package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.LoginChoice;
import io.jenkins.plugins.flaskbbswarm.deploy.SchemaChoice;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.PlanJson;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code release …}: the history of a stack, kept in the swarm. */
@Command(name = "release", description = "Shows the releases of a stack and brings one back.")
final class ReleaseCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "list", description = "Lists the kept releases, newest first.")
    int list(
            @Mixin EngineOptions engine,
            @Parameters(paramLabel = "STACK", description = "The name of the stack.") Namespace stack,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(EventSink.silent())) {
            List<Release> releases = commands.releases(stack);
            if (json) {
                out.println(ReleaseText.json(releases));
            } else if (releases.isEmpty()) {
                out.println("The stack " + stack + " has no releases.");
            } else {
                releases.forEach(release -> out.println(ReleaseText.line(release)));
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "show", description = "Shows a kept release: its services, images, secrets, configs and migration.")
    int show(
            @Mixin EngineOptions engine,
            @Parameters(paramLabel = "STACK", description = "The name of the stack.") Namespace stack,
            @Parameters(paramLabel = "NUMBER", description = "The release, as release list shows it.") Ordinal number,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(EventSink.silent())) {
            Release release = commands.show(stack, number.number());
            if (json) {
                out.println(ReleaseText.json(release));
            } else {
                ReleaseText.lines(release).forEach(out::println);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "diff",
            description =
                    "Says what one kept release does otherwise than another: the newest than the one before it, if"
                            + " no numbers are given.")
    int diff(
            @Mixin EngineOptions engine,
            @Parameters(paramLabel = "STACK", description = "The name of the stack.") Namespace stack,
            @Parameters(paramLabel = "FROM", arity = "0..1", description = "The earlier release.")
                    Optional<Ordinal> from,
            @Parameters(paramLabel = "TO", arity = "0..1", description = "The later release (default: the newest).")
                    Optional<Ordinal> to,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(EventSink.silent())) {
            Plan difference = commands.difference(stack, from.map(Ordinal::number), to.map(Ordinal::number));
            if (json) {
                out.println(PlanJson.of(difference).toPrettyString());
            } else {
                PlanText.of(difference).forEach(out::println);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "rollback", description = "Brings a kept release back, as a new release.")
    int rollback(
            @Mixin EngineOptions engine,
            @Mixin AbortOption onAbort,
            @Mixin LoginOptions logins,
            @Parameters(paramLabel = "STACK", description = "The name of the stack.") Namespace stack,
            @Option(
                            names = "--schema",
                            paramLabel = "CHOICE",
                            defaultValue = "undo",
                            description = "If the release needs an earlier schema: undo brings it back with the"
                                    + " migration.undo of the present release, or refuses (the default); leave keeps"
                                    + " the present schema.")
                    SchemaChoice schema,
            @Parameters(paramLabel = "NUMBER", description = "The release, as release list shows it.") Ordinal number)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        LoginChoice login = logins.choice();
        try (StackCommands commands = engine.open(Terminal.sink(out))) {
            out.println(ResultText.of(
                    commands.with(onAbort.choice()).with(login).rollback(stack, number.number(), schema)));
            out.flush();
        }
        return ExitCode.DONE.number();
    }
}
