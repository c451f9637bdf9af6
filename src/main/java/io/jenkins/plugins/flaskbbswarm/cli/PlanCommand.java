package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code plan}: what {@code deploy} would do. */
@Command(name = "plan", description = "Says what deploy would do, and does nothing.")
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DeployOptions options;

    @Mixin
    private PlanOptions plan;

    @Override
    public Integer call() throws Exception {
        Deployment deployment =
                options.deployment(new PlainLines(spec.commandLine().getErr()), Optional.empty());
        return plan.show(deployment.plan(), spec.commandLine().getOut());
    }
}
