package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code deploy}: everything that {@code deploy.yml} describes. */
@Command(
        name = "deploy",
        description = "Builds, pushes, migrates and rolls out what deploy.yml describes; rolls everything"
                + " back if it fails.")
final class DeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DeployOptions options;

    @Mixin
    private AbortOption onAbort;

    @Mixin
    private ExpectedPlan expected;

    @Mixin
    private Reporting reporting;

    @Option(names = "--dry-run", description = "Says what would be done, as plan does, and does nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            refuseBeside("--plan", expected.isGiven());
            refuseBeside("--report", reporting.isWanted());
            refuseBeside("--on-abort", onAbort.isGiven());
        }
        Optional<String> plan = expected.fingerprint();
        reporting.check();
        Deployment deployment = options.deployment(reporting.printingTo(Terminal.sink(out)), onAbort.setting());
        if (dryRun) {
            return new PlanOptions().show(deployment.plan(), out);
        }
        out.println(ResultText.of(reporting.report(deployment.stack(), () -> deployment.run(plan))));
        out.flush();
        return ExitCode.DONE.number();
    }

    private void refuseBeside(String option, boolean isGiven) {
        if (isGiven) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is for a deployment, and --dry-run makes none: choose one of the two");
        }
    }
}
