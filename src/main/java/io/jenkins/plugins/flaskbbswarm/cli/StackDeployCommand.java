package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
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

/** {@code stack deploy}: takes the place of {@code docker stack deploy}, and tells the truth about the result. */
@Command(
        name = "deploy",
        aliases = "up",
        description = "Deploys Compose files and waits until they run; rolls everything back if they do not.")
final class StackDeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private StackFiles files;

    @Mixin
    private AbortOption onAbort;

    @Mixin
    private StackOptions options;

    @Mixin
    private ExpectedPlan expected;

    @Mixin
    private Reporting reporting;

    @Parameters(paramLabel = "STACK", description = "The name of the stack.")
    private Namespace stack;

    @Option(
            names = {"-d", "--detach"},
            arity = "0..1",
            fallbackValue = "true",
            description = "Sends the changes and does not wait: nothing is watched or rolled back, and no release is"
                    + " recorded, since it is not known whether it runs.")
    private boolean detach;

    @Option(names = "--ordered", description = "Starts each service only after those of its depends_on have converged.")
    private boolean ordered;

    @Option(
            names = {"-q", "--quiet"},
            description = "Prints nothing but warnings and errors.")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        StackDeployOptions how = options.of(manner());
        reporting.check();
        LoadedStack loaded = files.load();
        try (StackCommands commands = engine.open(reporting.printingTo(quiet ? warnings() : Terminal.sink(out)))) {
            DeployResult result = reporting.report(
                    stack, () -> commands.with(onAbort.choice()).deploy(stack, loaded, how));
            if (!quiet) {
                out.println(ResultText.of(result));
                out.flush();
            }
        }
        return ExitCode.DONE.number();
    }

    private ReleaseMode manner() {
        if (detach) {
            refuseWaiting("--ordered", ordered, "waits for services");
            refuseWaiting("--report", reporting.isWanted(), "tells how the release went");
            refuseWaiting("--on-abort", onAbort.isGiven(), "is for a release that is watched");
        }
        return new ReleaseMode(!detach, expected.fingerprint(), ordered);
    }

    private void refuseWaiting(String option, boolean isGiven, String reason) {
        if (isGiven) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + reason + ", and --detach does not wait: choose one of the two");
        }
    }

    private EventSink warnings() {
        EventSink err = new PlainLines(spec.commandLine().getErr());
        return event -> {
            if (event instanceof Event.Warning) {
                err.emit(event);
            }
        };
    }
}
