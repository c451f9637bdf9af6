package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;

/** {@code lock …}: who works on a stack. */
@Command(name = "lock", description = "Shows the lock of a stack, or takes it away.")
final class LockCommand {
    private static final String LEFT =
            " is not locked; an incomplete release will be completed or rolled back by the next deployment. It was left by ";

    @Spec
    private CommandSpec spec;

    @Command(name = "show", description = "Says who holds the lock.")
    int show(
            @Mixin EngineOptions engine,
            @Parameters(paramLabel = "STACK", description = "The name of the stack.") Namespace stack,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(EventSink.silent())) {
            Optional<LockRecord> held = commands.lock(stack);
            out.println(json ? json(held) : words(stack, held));
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    private static String words(Namespace stack, Optional<LockRecord> held) {
        return held.map(lock -> "The stack " + stack + (lock.isLeft() ? LEFT : " is locked by ") + lock + ".")
                .orElse("The stack " + stack + " is not locked.");
    }

    private static String json(Optional<LockRecord> held) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("locked", held.filter(lock -> !lock.isLeft()).isPresent());
        json.put("halfWay", held.filter(LockRecord::isLeft).isPresent());
        held.ifPresent(lock -> json.put("by", lock.owner()).put("since", lock.since()));
        return json.toPrettyString();
    }

    @Command(name = "release", description = "Takes the lock away from its owner, who should be dead.")
    int release(
            @Mixin EngineOptions engine,
            @Parameters(paramLabel = "STACK", description = "The name of the stack.") Namespace stack)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(EventSink.silent())) {
            out.println(commands.releaseLock(stack)
                    .map(lock -> "Released: the stack " + stack + " was locked by " + lock + ".")
                    .orElse("Nothing to do: the stack " + stack + " is not locked."));
            out.flush();
        }
        return ExitCode.DONE.number();
    }
}
