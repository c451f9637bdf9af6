package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.OpenPullRequests;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDown;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewList;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewResult;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSweep;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewUp;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code preview …}: a stack of its own for each pull request. */
@Command(name = "preview", description = "Makes, ends, lists and sweeps the previews of pull requests.")
final class PreviewCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "up", description = "Makes the preview of a pull request, or brings it to its head.")
    int up(
            @Mixin DeployOptions options,
            @Mixin PullRequestOptions pullRequest,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "0",
                            description = "How long to wait for a place if there are too many previews (default: 0).")
                    Seconds wait)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PreviewConfig config = options.preview(pullRequest.pullRequest());
        PreviewResult result = new PreviewUp(config, options.surroundings(new PlainLines(out)), wait.duration()).run();
        out.println("The preview " + result.preview() + " is up until "
                + result.preview().expires() + ".");
        out.println(result.preview().address());
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(name = "down", description = "Ends the preview of a pull request: stack, database and all.")
    int down(@Mixin DeployOptions options, @Mixin PullRequestOptions pullRequest)
            throws PreviewFailedException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PreviewConfig config = options.preview(pullRequest.pullRequest());
        Optional<Preview> ended = new PreviewDown(config, options.surroundings(new PlainLines(out))).run();
        out.println(
                ended.isPresent()
                        ? "Removed: the preview " + ended.get() + " is gone."
                        : "Nothing to do: there is no preview "
                                + config.settings().stack() + ".");
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(name = "list", description = "Lists the previews of the swarm, of all repositories.")
    int list(@Mixin EngineOptions engine, @Option(names = "--json", description = "As JSON.") boolean json)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<PreviewList.Listed> previews =
                new PreviewList(engine.engine(), engine.surroundings(EventSink.silent())).run();
        PreviewText text = new PreviewText(Clock.systemUTC());
        out.println(json ? text.json(previews) : text.table(previews));
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(
            name = "sweep",
            description = "Removes previews that are closed, expired or incomplete, and what they left behind.")
    int sweep(
            @Mixin DeployOptions options,
            @Option(
                            names = "--open",
                            split = ",",
                            paramLabel = "N",
                            arity = "0..1",
                            description = "The numbers of all open pull requests; the previews of others go.")
                    Set<String> open,
            @Option(
                            names = "--grace",
                            paramLabel = "SECONDS",
                            defaultValue = "600",
                            description = "Previews pushed to so recently may be younger than that list, and stay"
                                    + " (default: ${DEFAULT-VALUE}).")
                    Seconds grace,
            @Option(names = "--dry-run", description = "Says what would go, and removes nothing.") boolean dryRun)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PreviewSweep sweep = new PreviewSweep(options.previews(), options.surroundings(new PlainLines(out)));
        SweepResult result = sweep.run(
                new PreviewSweep.Options(OpenPullRequests.parse(Optional.ofNullable(open)), grace.duration(), dryRun));
        result.lines(dryRun).forEach(out::println);
        out.flush();
        return result.isClean() ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }
}
