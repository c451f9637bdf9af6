package io.jenkins.plugins.flaskbbswarm.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tracks drawn as SVG, with attributes only: no script and no style sheet is needed to read it. Its text has
 * the page's own colour, so it reads on light and on dark.
 */
final class Timeline {
    private static final int NAMES = 260;
    private static final int WIDTH = 640;
    private static final int LINE = 20;
    private static final int LONGEST_NAME = 38;
    private static final List<Integer> STEPS = List.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400);

    private static final Map<String, String> COLORS = Map.ofEntries(
            Map.entry("running", Colors.GOOD),
            Map.entry("complete", Colors.GOOD),
            Map.entry("failed", Colors.BAD),
            Map.entry("rejected", Colors.BAD),
            Map.entry("orphaned", Colors.BAD),
            Map.entry("assigned", Colors.DOUBTFUL),
            Map.entry("accepted", Colors.DOUBTFUL),
            Map.entry("preparing", Colors.DOUBTFUL),
            Map.entry("ready", Colors.DOUBTFUL),
            Map.entry("starting", Colors.DOUBTFUL));

    private final Instant begin;
    private final double seconds;

    Timeline(Instant begin, Instant end) {
        this.begin = begin;
        this.seconds = Math.max(1, Duration.between(begin, end).toMillis() / 1000.0);
    }

    Html draw(List<Track> tracks, String title) {
        int height = (tracks.size() + 1) * LINE;
        Html svg = new Html()
                .open("svg", "viewBox", "0 0 " + (NAMES + WIDTH) + " " + height, "role", "img", "width", "100%")
                .element("title", title);
        axis(svg, height);
        for (int i = 0; i < tracks.size(); i++) {
            track(svg, tracks.get(i), i * LINE);
        }
        return svg.close("svg");
    }

    private void axis(Html svg, int height) {
        int step = STEPS.stream().filter(one -> seconds / one <= 8).findFirst().orElse(86_400);
        for (int at = 0; at <= seconds; at += step) {
            String x = x(at);
            svg.open(
                    "line",
                    "x1",
                    x,
                    "x2",
                    x,
                    "y1",
                    "0",
                    "y2",
                    Integer.toString(height - LINE),
                    "stroke",
                    Colors.NEUTRAL,
                    "stroke-opacity",
                    "0.4");
            svg.close("line");
            svg.element("text", TimeText.of(Duration.ofSeconds(at)), text(x, height - 5));
        }
    }

    private void track(Html svg, Track track, int top) {
        svg.open("g", "font-size", "12", "fill", "currentColor");
        svg.open("text", "x", Integer.toString(NAMES - 8), "y", Integer.toString(top + 14), "text-anchor", "end");
        svg.element("title", track.name()).text(shortened(track.name())).close("text");
        track.spans().forEach(span -> span(svg, span, top));
        svg.close("g");
    }

    private void span(Html svg, Track.Span span, int top) {
        double from = since(span.from());
        double to = Math.max(since(span.to()), from + seconds / WIDTH * 2);
        svg.open(
                "rect",
                "x",
                x(from),
                "y",
                Integer.toString(top + 3),
                "width",
                number((to - from) / seconds * (WIDTH - 40)),
                "height",
                Integer.toString(LINE - 6),
                "rx",
                "2",
                "fill",
                COLORS.getOrDefault(span.state(), Colors.NEUTRAL));
        svg.element("title", describe(span)).close("rect");
    }

    private static String describe(Track.Span span) {
        String took = TimeText.of(Duration.between(span.from(), span.to()));
        return span.state() + ", " + took + (span.note().isEmpty() ? "" : ": " + span.note());
    }

    private static String[] text(String x, int y) {
        return new String[] {
            "x", x, "y", Integer.toString(y), "font-size", "10", "text-anchor", "middle", "fill", "currentColor"
        };
    }

    private double since(Instant at) {
        return Math.max(0, Duration.between(begin, at).toMillis() / 1000.0);
    }

    private String x(double at) {
        return number(NAMES + at / seconds * (WIDTH - 40));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }
}
