package io.jenkins.plugins.flaskbbswarm.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The releases of a job as HTML: each with its outcome, and its duration drawn. */
public final class HistoryPage {
    private static final int WIDTH = 260;
    private static final double SHORTEST = 2;

    private HistoryPage() {}

    /**
     * A release among others.
     *
     * @param name what the link to it says, for example {@code #12}
     * @param address of its own page, relative to this one
     */
    public record Entry(String name, String address, ReleaseReport report) {}

    /** The page's content, the releases in the order given. */
    public static String fragment(List<Entry> entries) {
        Html page = new Html().open("div", "class", "swarm-report");
        if (entries.isEmpty()) {
            return page.element("p", "No release yet.").close("div").toString();
        }
        double longest = entries.stream()
                .mapToDouble(entry -> entry.report().took().toMillis())
                .max()
                .orElse(1);
        page.open("table").open("thead").open("tr");
        List.of("Build", "Stack", "Release", "Outcome", "Began", "Took", "")
                .forEach(head -> page.element("th", head, "scope", "col"));
        page.close("tr").close("thead").open("tbody");
        entries.forEach(entry -> row(page, entry, longest));
        return page.close("tbody").close("table").close("div").toString();
    }

    private static void row(Html page, Entry entry, double longest) {
        ReleaseReport report = entry.report();
        String outcome = report.outcome().toLowerCase(Locale.ROOT);
        page.open("tr").open("th", "scope", "row");
        page.element("a", entry.name(), "href", entry.address()).close("th");
        page.element("td", report.head().stack());
        page.element("td", number(report));
        page.element("td", outcome, "class", outcome);
        page.element("td", TimeText.of(report.head().started()), "class", "time");
        page.element("td", TimeText.of(report.took()), "class", "time");
        page.open("td").add(bar(report.took(), outcome, longest)).close("td").close("tr");
    }

    private static String number(ReleaseReport report) {
        int number = report.end().map(ReleaseReport.End::release).orElse(0);
        return number > 0 ? Integer.toString(number) : "–";
    }

    private static Html bar(Duration took, String outcome, double longest) {
        double width = Math.max(SHORTEST, took.toMillis() / Math.max(1, longest) * WIDTH);
        Html svg = new Html().open("svg", "width", Integer.toString(WIDTH), "height", "12", "role", "img");
        svg.element("title", outcome + ", " + TimeText.of(took));
        svg.open(
                "rect",
                "width",
                String.format(Locale.ROOT, "%.1f", width),
                "height",
                "12",
                "rx",
                "2",
                "fill",
                color(outcome));
        return svg.close("rect").close("svg");
    }

    private static String color(String outcome) {
        return switch (outcome) {
            case "succeeded" -> Colors.GOOD;
            case "failed" -> Colors.BAD;
            case "aborted" -> Colors.DOUBTFUL;
            default -> Colors.NEUTRAL;
        };
    }
}
