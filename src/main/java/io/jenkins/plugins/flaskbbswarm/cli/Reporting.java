package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import io.jenkins.plugins.flaskbbswarm.report.ReportPage;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints a release's events and, where wanted, writes its report to a file, however it ends. */
final class Reporting implements EventSink {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Writes what was done, and why it failed if it did, as one HTML file.")
    private Optional<Path> file = Optional.empty();

    private final Instant started = Instant.now();
    private final List<ReleaseReport.Timed> events = new ArrayList<>();
    private EventSink lines = EventSink.silent();

    boolean isWanted() {
        return file.isPresent();
    }

    /** Refuses a file that nothing could be written to, before anything is touched. */
    void check() {
        Optional<Path> folder = file.map(path -> path.toAbsolutePath().getParent());
        if (file.isPresent() && Files.isDirectory(file.get())) {
            throw refused(" is a directory: name a file");
        }
        if (folder.filter(Files::isDirectory).isEmpty() && file.isPresent()) {
            throw refused(": no such directory: " + folder.orElse(Path.of("/")) + "; create it");
        }
        boolean isWritable = file.map(path -> Files.isWritable(Files.exists(path) ? path : folder.orElse(path)))
                .orElse(true);
        if (!isWritable) {
            throw refused(" may not be written: name another file");
        }
    }

    private ParameterException refused(String cause) {
        return new ParameterException(command.commandLine(), "--report: " + file.orElseThrow() + cause);
    }

    Reporting printingTo(EventSink printed) {
        lines = printed;
        return this;
    }

    @Override
    public synchronized void emit(Event event) {
        lines.emit(event);
        if (file.isPresent()) {
            Event shown = event.changed(Sensitive::text);
            events.add(new ReleaseReport.Timed(Instant.now(), shown));
        }
    }

    /** A deployment. */
    interface Release {
        DeployResult run() throws ReleaseFailedException, InterruptedException;
    }

    /** Runs a deployment, and reports it. */
    DeployResult report(Namespace stack, Release release) throws ReleaseFailedException, InterruptedException {
        try {
            DeployResult result = release.run();
            write(stack, end(result));
            return result;
        } catch (ReleaseFailedException e) {
            write(stack, failed(e.getMessage(), e.restored()));
            throw e;
        } catch (RuntimeException | InterruptedException e) {
            // Whatever is thrown otherwise comes before anything was touched.
            write(stack, failed(Optional.ofNullable(e.getMessage()).orElse("it was interrupted"), true));
            throw e;
        }
    }

    private static ReleaseReport.End end(DeployResult result) {
        return new ReleaseReport.End(
                Instant.now(),
                result.changed() ? ReleaseReport.Outcome.SUCCEEDED : ReleaseReport.Outcome.UNCHANGED,
                result.release(),
                "",
                result.address(),
                true);
    }

    private static ReleaseReport.End failed(String message, boolean restored) {
        return new ReleaseReport.End(
                Instant.now(), ReleaseReport.Outcome.FAILED, 0, Sensitive.text(message), Optional.empty(), restored);
    }

    private synchronized void write(Namespace stack, ReleaseReport.End end) {
        ReleaseReport.Head head = new ReleaseReport.Head(stack.name(), Owner.in(ProcessText.environment()), started);
        ReleaseReport report = new ReleaseReport(head, events, Optional.of(end));
        file.ifPresent(path -> write(path, ReportPage.document(report)));
    }

    /** The release counts, not its report: a disk that is full does not make it fail. */
    private void write(Path path, String page) {
        try {
            Files.writeString(path, page);
        } catch (IOException e) {
            emit(new Event.Warning("report", path + " cannot be written: " + e, "name another file with --report"));
        }
    }
}
