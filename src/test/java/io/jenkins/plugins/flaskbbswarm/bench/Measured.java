package io.jenkins.plugins.flaskbbswarm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a run of a process took.
 *
 * @param time from its start to its end
 * @param peakKib the most memory it held, as the kernel last counted it; 0 where no kernel says so
 */
record Measured(Duration time, long peakKib) {
    static Measured process(List<String> command) throws IOException, InterruptedException {
        return process(command, Map.of());
    }

    /** @param environment what it has beside our own */
    static Measured process(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKib(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit " + process.exitValue() + " of " + command);
        }
        return new Measured(Duration.ofNanos(System.nanoTime() - start), peak);
    }

    /** The one in the middle by time. */
    static Measured median(List<Measured> runs) {
        List<Measured> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparing(Measured::time));
        return sorted.get(sorted.size() / 2);
    }

    private static long peakKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has ended meanwhile, or there is no /proc
        }
    }
}
