package io.jenkins.plugins.flaskbbswarm.report;

import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A report as HTML. Without its style sheet it is plainer, but all of it is there and can be read. */
public final class ReportPage {
    /** Sentences of a failure stand one below the other; file names and numbers have dots, too. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=\\p{Lu})|\\R");

    private ReportPage() {}

    /** A whole page, in one file. */
    public static String document(ReleaseReport report) {
        Html body = new Html();
        body.element("h1", title(report));
        return Document.of(title(report), body.add(body(report)));
    }

    /** The page's content, for a page that has a title of its own. */
    public static String fragment(ReleaseReport report) {
        return new Html()
                .open("div", "class", "swarm-report")
                .add(body(report))
                .close("div")
                .toString();
    }

    /** {@code Release 3 of flaskbb}. */
    public static String title(ReleaseReport report) {
        int number = report.end().map(ReleaseReport.End::release).orElse(0);
        return number > 0
                ? "Release " + number + " of " + report.head().stack()
                : "A release of " + report.head().stack();
    }

    private static Html body(ReleaseReport report) {
        Html page = new Html();
        summary(page, report);
        lines(page, "Why it failed", report.diagnosis());
        timeline(page, report);
        services(page, report);
        plan(page, report);
        lines(page, "Migration", report.migration());
        warnings(page, report);
        return page;
    }

    private static void summary(Html page, ReleaseReport report) {
        page.open("p", "class", "outcome " + report.outcome().toLowerCase(java.util.Locale.ROOT));
        page.element("strong", words(report)).close("p");
        report.end().map(ReleaseReport.End::message).stream()
                .flatMap(message -> Stream.of(SENTENCE_END.split(message)))
                .filter(sentence -> !sentence.isEmpty())
                .forEach(sentence -> page.element("p", sentence));
        page.open("table").open("tbody");
        page.row("Stack", report.head().stack());
        page.row("Began", TimeText.of(report.head().started()));
        page.row("Took", TimeText.of(report.took()));
        linked(page, "By", report.head().by());
        report.end().flatMap(ReleaseReport.End::address).ifPresent(address -> linked(page, "Address", address));
        page.close("tbody").close("table");
    }

    private static String words(ReleaseReport report) {
        return report.end().map(ReportPage::words).orElse("Running, or whoever ran it died");
    }

    private static String words(ReleaseReport.End end) {
        String state = end.restored() ? "; the stack is as it was before" : "; manual intervention needed";
        return switch (end.outcome()) {
            case SUCCEEDED -> "Succeeded: all tasks run and are healthy";
            case UNCHANGED -> "Nothing to do: all tasks run and are healthy";
            case FAILED -> "Failed" + state;
            case ABORTED -> "Aborted" + state;
            case INTERRUPTED -> "Interrupted, and begun again: the next release tells how it ended";
        };
    }

    private static void linked(Html page, String name, String address) {
        page.open("tr").element("th", name, "scope", "row").open("td");
        page.link(address, address).close("td").close("tr");
    }

    private static void timeline(Html page, ReleaseReport report) {
        List<Track> phases = Track.phases(report);
        List<Track> tasks = Track.tasks(report);
        Timeline timeline = new Timeline(report.head().started(), report.until());
        if (!phases.isEmpty()) {
            page.element("h2", "Phases").add(timeline.draw(phases, "When each phase ran"));
        }
        if (!tasks.isEmpty()) {
            page.element("h2", "Tasks").add(timeline.draw(tasks, "In which state each task was, and when"));
            page.element("p", "grey: waiting; yellow: starting; green: running; red: failed", "class", "legend");
        }
    }

    private static void services(Html page, ReleaseReport report) {
        if (report.services().isEmpty()) {
            return;
        }
        page.element("h2", "Services").open("table").open("thead").open("tr");
        List.of("Service", "Tasks", "Image").forEach(head -> page.element("th", head, "scope", "col"));
        page.close("tr").close("thead").open("tbody");
        for (Event.ServicePlanned service : report.services()) {
            page.open("tr").element("th", service.service(), "scope", "row");
            page.element("td", service.change(), "class", service.change());
            page.open("td").element("code", service.image()).close("td").close("tr");
        }
        page.close("tbody").close("table");
    }

    private static void plan(Html page, ReleaseReport report) {
        if (report.plan().isEmpty()) {
            return;
        }
        page.element("h2", "Plan").open("pre");
        for (String line : report.plan()) {
            page.element("span", line, "class", kind(line));
        }
        page.close("pre");
    }

    private static String kind(String planLine) {
        return switch (planLine.isEmpty() ? ' ' : planLine.charAt(0)) {
            case '+' -> "added";
            case '~' -> "changed";
            case '-' -> "removed";
            default -> "detail";
        };
    }

    private static void lines(Html page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.element("h2", title).element("pre", String.join("\n", lines));
        }
    }

    private static void warnings(Html page, ReleaseReport report) {
        if (report.warnings().isEmpty()) {
            return;
        }
        page.element("h2", "Warnings").open("ul");
        for (Event.Warning warning : report.warnings()) {
            String remedy = warning.remedy().isEmpty() ? "" : "; " + warning.remedy();
            page.element("li", warning.subject() + ": " + warning.text() + remedy);
        }
        page.close("ul");
    }
}
