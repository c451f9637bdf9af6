package io.jenkins.plugins.flaskbbswarm.bench;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.convert.StackConverter;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads a large stack with our command in a process of its own, with our classes in a warm JVM, and with the docker CLI;
 * by turns, so that a busy machine is busy for all. Prints medians.
 */
final class ComposeBench {
    private static final int SERVICES = Integer.getInteger("services", 1000);
    private static final int RUNS = Integer.getInteger("runs", 5);
    private static final int WARM_UP = 20;

    private final Path file;
    private final byte[] content;
    private final Map<String, List<Measured>> results = new java.util.LinkedHashMap<>();

    private ComposeBench(Path file) throws IOException {
        this.file = file;
        this.content = Files.readAllBytes(file);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Files.createTempFile("bench", ".yml");
        try {
            Files.writeString(file, LargeStack.of(SERVICES));
            new ComposeBench(file).run();
        } finally {
            Files.delete(file);
        }
    }

    private void run() throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            warm();
        }
        for (int i = 0; i < RUNS; i++) {
            note("docker stack config", Measured.process(docker()));
            note("ours, stack config", Measured.process(ours("stack", "config", "-c", file.toString())));
            note("ours, stack requests", Measured.process(ours("stack", "requests", "-c", file.toString(), "app")));
            note("ours, load and convert in a warm JVM", warm());
        }
        print();
    }

    private List<String> docker() {
        return List.of("docker", "stack", "config", "-c", file.toString());
    }

    private static List<String> ours(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/flaskbb-swarm.jar"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Measured warm() {
        long start = System.nanoTime();
        var source = ComposeSource.of("stack.yml", Path.of("/stacks"), content);
        var stack = ComposeLoader.load(List.of(source), Variables.none(), Mode.COMPATIBLE, (path, limit) -> {
                    throw new NoSuchFileException(path.toString());
                })
                .stack();
        StackConverter.convert(new Namespace("app"), stack);
        return new Measured(Duration.ofNanos(System.nanoTime() - start), 0);
    }

    private void note(String name, Measured result) {
        results.computeIfAbsent(name, key -> new ArrayList<>()).add(result);
    }

    private void print() {
        System.out.printf(
                "%d services, %d KiB, medians of %d runs, %d processors, Java %s%n",
                SERVICES,
                content.length / 1024,
                RUNS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        System.out.printf("%-40s %8s %8s %10s%n", "", "ms", "ratio", "peak MiB");
        long reference =
                Measured.median(results.get("docker stack config")).time().toNanos();
        results.forEach((name, runs) -> {
            Measured median = Measured.median(runs);
            String peak = median.peakKib() == 0 ? "" : String.valueOf(median.peakKib() / 1024);
            System.out.printf(
                    "%-40s %8d %8.2f %10s%n",
                    name, median.time().toMillis(), (double) median.time().toNanos() / reference, peak);
        });
    }
}
