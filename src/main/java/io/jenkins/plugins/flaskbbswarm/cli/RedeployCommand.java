package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.Redeploy;
import io.jenkins.plugins.flaskbbswarm.deploy.RedeployPolicy;
import io.jenkins.plugins.flaskbbswarm.deploy.RedeployResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code redeploy}: a deployment by the clock, which acts for a reason or not at all. */
@Command(
        name = "redeploy",
        description = "Deploys if source, base image, dependency lock, config or secret changed, or the stack drifted.")
final class RedeployCommand implements Callable<Integer> {
    /** What {@code --only} takes. */
    enum Only {
        BASE_IMAGE;

        @Override
        public String toString() {
            return "base-image";
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeployOptions options;

    @Option(
            names = "--window",
            paramLabel = "FROM-TO",
            description = "The time of day in which it may act, as in 01:00-05:00 (default: any).")
    private Optional<String> window = Optional.empty();

    @Option(
            names = "--jitter",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Waits a random time of at most so long first (default: ${DEFAULT-VALUE}).")
    private Seconds jitter;

    @Option(
            names = "--only",
            paramLabel = "base-image",
            description = "Acts for newer base images alone: a security rebuild.")
    private Optional<Only> only = Optional.empty();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RedeployPolicy maintenance =
                new RedeployPolicy(window.map(RedeployPolicy.Window::parse), jitter.duration(), only.isPresent());
        RedeployResult result =
                new Redeploy(options.config(), options.surroundings(new PlainLines(out)), maintenance).run();
        result.deployed().map(ResultText::of).ifPresent(out::println);
        out.flush();
        return ExitCode.DONE.number();
    }
}
