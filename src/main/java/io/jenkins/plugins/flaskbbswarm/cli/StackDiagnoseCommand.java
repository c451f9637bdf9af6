package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code stack diagnose}: why services do not run. */
@Command(name = "diagnose", description = "Says which services have not converged, and why; 1 if any does not.")
final class StackDiagnoseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Parameters(paramLabel = "STACK", description = "The name of the stack.")
    private Namespace stack;

    @Option(names = "--json", description = "As JSON: a list with an object for each service in trouble.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (StackCommands commands = engine.open(EventSink.silent())) {
            List<Diagnosis> diagnoses = commands.diagnose(stack);
            if (json) {
                out.println(DiagnosisJson.of(diagnoses).toPrettyString());
            } else {
                diagnoses.forEach(diagnosis -> diagnosis.lines().forEach(line -> out.println(Sensitive.text(line))));
                out.println(
                        diagnoses.isEmpty()
                                ? "All services of " + stack + " have converged."
                                : "Services in trouble: " + diagnoses.size() + ".");
            }
            out.flush();
            return diagnoses.isEmpty() ? ExitCode.DONE.number() : ExitCode.FAILED.number();
        }
    }
}
