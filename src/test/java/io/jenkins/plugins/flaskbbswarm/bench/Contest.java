package io.jenkins.plugins.flaskbbswarm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One case: several contestants, measured by turns; prints medians, each against the reference. */
final class Contest {
    private final String title;
    private final String reference;
    private final Map<String, List<Measured>> results = new LinkedHashMap<>();
    private final Map<String, String> requests = new LinkedHashMap<>();

    /** @param reference the contestant that the others are compared with */
    Contest(String title, String reference) {
        this.title = title;
        this.reference = reference;
    }

    void note(String contestant, Measured result) {
        results.computeIfAbsent(contestant, name -> new ArrayList<>()).add(result);
    }

    void requests(String contestant, String counted) {
        requests.put(contestant, counted);
    }

    void print() throws IOException {
        double one = Measured.median(results.get(reference)).time().toNanos();
        System.out.printf(
                "%n%s; medians of %d, load %s%n", title, results.get(reference).size(), load());
        System.out.printf("%-46s %10s %9s %6s  %s%n", "", "ms", "times", "MiB", "requests");
        results.forEach((name, runs) -> {
            Measured median = Measured.median(runs);
            System.out.printf(
                    "%-46s %10.1f %9.2f %6s  %s%n",
                    name,
                    median.time().toNanos() / 1e6,
                    one / median.time().toNanos(),
                    median.peakKib() == 0 ? "" : median.peakKib() / 1024,
                    requests.getOrDefault(name, ""));
        });
        System.out.flush();
    }

    /** How many processes waited for a processor during the last minute. */
    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }
}
