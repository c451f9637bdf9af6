package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.convert.StackConverter;
import io.jenkins.plugins.flaskbbswarm.convert.StackRequests;
import io.jenkins.plugins.flaskbbswarm.plan.Versioning;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code stack requests}: prints, without any engine, what a first deploy would ask the engine for. */
@Command(
        name = "requests",
        description = "Prints the create requests of a first deploy to an empty swarm, as JSON, without any engine.")
final class StackRequestsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private StackFiles files;

    @Parameters(paramLabel = "STACK", description = "the stack's name")
    private Namespace stack;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LoadedStack loaded = files.load();
        PrintedWarnings.print(loaded, spec.commandLine().getErr());
        print(StackRequests.of(Versioning.forShow(StackConverter.convert(stack, loaded.stack()))));
        return ExitCode.DONE.number();
    }

    private void print(ArrayNode requests) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        spec.commandLine().getOut().println(JSON.writer(printer).writeValueAsString(requests));
        spec.commandLine().getOut().flush();
    }
}
