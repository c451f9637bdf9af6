package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportingTest {
    private static final Namespace STACK = new Namespace("bb");

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void aReportIsWrittenHoweverTheReleaseEnds() throws Exception {
        Path file = directory.resolve("report.html");
        Reporting reporting = reportingTo(file);

        assertThatThrownBy(() -> reporting.report(STACK, () -> {
                    reporting.emit(new Event.Warning("stack.yml", "odd", "look"));
                    throw new IllegalArgumentException("The network web does not exist");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(out.toString()).contains("warning: stack.yml: odd; look");
        assertThat(Files.readString(file))
                .contains("A release of bb", "The network web does not exist", "stack.yml: odd; look");
    }

    @Test
    void aReportThatCannotBeWrittenIsAWarning() {
        Reporting reporting = reportingTo(directory.resolve("missing/report.html"));

        assertThatThrownBy(() -> reporting.report(STACK, () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.toString()).contains("cannot be written", "name another file with --report");
    }

    private Reporting reportingTo(Path file) {
        Reporting reporting = CommandLine.populateCommand(new Reporting(), "--report", file.toString());
        return reporting.printingTo(new PlainLines(new PrintWriter(out)));
    }
}
