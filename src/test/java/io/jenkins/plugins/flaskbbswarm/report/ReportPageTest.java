package io.jenkins.plugins.flaskbbswarm.report;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ReportPageTest {
    @Test
    void saysWhatWasReleasedAndHow() throws Exception {
        String text = textOf(ReportPage.fragment(Releases.complete()));

        assertThat(ReportPage.title(Releases.complete())).isEqualTo("Release 3 of bb");
        assertThat(text)
                .contains("Succeeded: all tasks run and are healthy")
                .contains("2026-01-31 09:30:00 UTC")
                .contains("https://ci.example.org/job/bb/7/", "http://bb.example.org/")
                .contains("bb_app", "replaced", "app:2@sha256:12ab")
                .contains("bb_web", "unchanged", "web:1@sha256:34cd")
                .contains("TaskTemplate.ContainerSpec.Image: app:1 → app:2")
                .contains("Running upgrade")
                .contains("stack.yml:3:5: this field does nothing; remove it")
                .contains("preparing, 1 s", "Roll out");
    }

    @Test
    void tellsWhyAReleaseFailedAndInWhichStateTheStackIs() throws Exception {
        ReleaseReport failed = Releases.of(
                "bb",
                ReleaseReport.Outcome.FAILED,
                "The release of bb failed: bb_app: exit code 1. The stack is back at release 2.",
                new Event.PhaseStarted("Roll out"),
                new Event.TaskChanged("bb_app", "bb_app.1", "node-1", "failed", "task: non-zero exit (1)"),
                new Event.Output("diagnosis", "bb_app: its task failed"));

        assertThat(textOf(ReportPage.fragment(failed)))
                .contains("Failed; the stack is as it was before")
                .contains("The stack is back at release 2.")
                .contains("bb_app: its task failed")
                .contains("failed, 2 s: task: non-zero exit (1)");
    }

    @Test
    void sentencesOfAFailureStandOneBelowTheOther() {
        ReleaseReport failed = Releases.of(
                "bb",
                ReleaseReport.Outcome.FAILED,
                "The release of bb failed: bb_app: cannot pull app:1.2 from r.io. The stack is back at release 2. Look at"
                        + " it!\nThen deploy.yml");

        assertThat(ReportPage.fragment(failed))
                .contains(
                        "<p>The release of bb failed: bb_app: cannot pull app:1.2 from r.io.</p>",
                        "<p>The stack is back at release 2.</p>",
                        "<p>Look at it!</p>",
                        "<p>Then deploy.yml</p>");
    }

    /** What runs when the release is rolled back is removed by that; what is started by it runs on. */
    @Test
    void tasksOfAReleaseThatWasRolledBackHaveAnEnd() {
        ReleaseReport failed = Releases.of(
                "bb",
                ReleaseReport.Outcome.FAILED,
                "",
                new Event.PhaseStarted("Roll out"),
                new Event.TaskChanged("bb_app", "bb_app.1", "n", "running", ""),
                new Event.TaskChanged("bb_web", "bb_web.1", "n", "running", ""),
                new Event.PhaseStarted("Rollback"),
                new Event.TaskChanged("bb_web", "bb_web.1", "n", "running", ""),
                new Event.PhaseFinished("Rollback", "the stack is back", Duration.ofSeconds(2)),
                new Event.Note("x", "y"),
                new Event.Note("x", "y"));

        assertThat(Track.tasks(failed))
                .extracting(
                        Track::name,
                        track -> track.spans().get(track.spans().size() - 1).to())
                .containsExactly(tuple("bb_app.1", Releases.BEGIN.plusSeconds(6)), tuple("bb_web.1", failed.until()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onload='alert(1)",
                "</style><script>",
                "javascript:alert(1)",
                "&lt;b&gt;",
                "\u202Egpj.exe\u0000\u001b[31m"
            })
    void whateverSomethingIsCalledItIsTextAndNothingElse(String name) throws Exception {
        ReleaseReport.Head head = new ReleaseReport.Head(name, name, Releases.BEGIN);
        ReleaseReport hostile = new ReleaseReport(
                head,
                Releases.of(
                                name,
                                ReleaseReport.Outcome.FAILED,
                                name,
                                new Event.PhaseStarted(name),
                                new Event.Output("plan", name),
                                new Event.Output("diagnosis", name),
                                new Event.Output(name + "_migration-1", name),
                                new Event.ServicePlanned(name, name, name),
                                new Event.Warning(name, name, name),
                                new Event.TaskChanged(name, name, name, name, name))
                        .events(),
                java.util.Optional.empty());
        String page = ReportPage.fragment(hostile)
                + HistoryPage.fragment(List.of(new HistoryPage.Entry("#1", "1/swarm-release/", hostile)));

        Document parsed = parse("<body>" + page + "</body>");
        assertThat(elements(parsed, "script")).isZero();
        assertThat(elements(parsed, "img")).isZero();
        assertThat(elements(parsed, "style")).isZero();
        assertThat(page).doesNotContain(" onload='", "href=\"javascript", "\u202E", "\u0000", "\u001b");
    }

    @Test
    void needsNeitherScriptsNorStylesInItsElements() {
        assertThat(ReportPage.fragment(Releases.complete())).doesNotContain("<script", " style=", " onclick");
    }

    @Test
    void theFileForItselfHasItsStyleSheetInIt() {
        assertThat(ReportPage.document(Releases.complete()))
                .startsWith("<!DOCTYPE html>")
                .contains("content=\"light dark\"", ".swarm-report h2", "<h1>Release 3 of bb</h1>")
                .doesNotContain("<link", "src=", "url(");
    }

    @Test
    void aHistoryDrawsHowLongEachReleaseTook() throws Exception {
        ReleaseReport report = Releases.complete();
        ReleaseReport running =
                new ReleaseReport(report.head(), report.events().subList(0, 4), java.util.Optional.empty());
        String page = HistoryPage.fragment(List.of(
                new HistoryPage.Entry("#8", "8/swarm-release/", running),
                new HistoryPage.Entry("#7", "7/swarm-release/", report)));

        assertThat(textOf(page)).contains("#8", "running", "4 s", "#7", "succeeded", "19 s");
        assertThat(page).contains("width=\"260.0\"").contains("width=\"54.7\"").contains("href=\"8/swarm-release/\"");
        assertThat(textOf(HistoryPage.fragment(List.of()))).contains("No release yet.");
    }

    private static String textOf(String fragment) throws Exception {
        return parse(fragment).getDocumentElement().getTextContent();
    }

    /** What we write is well-formed XML too, so a strict parser sees what a browser sees. */
    private static Document parse(String fragment) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(fragment)));
    }

    private static int elements(Document document, String name) {
        return document.getElementsByTagName(name).getLength();
    }
}
