package io.jenkins.plugins.flaskbbswarm.fuzz;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Hostile files of a megabyte, each of which must end within two seconds of processor time and 256 MB. */
class CostTest {
    @Test
    void hostileFilesCostLittle() throws IOException, InterruptedException {
        assertThat(inSmallJvm()).containsExactly("done");
    }

    private static List<String> inSmallJvm() throws IOException, InterruptedException {
        Path output = Files.createTempFile("hostile", ".txt");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HostileMain.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                Files.writeString(output, "no end", java.nio.file.StandardOpenOption.APPEND);
            }
            return Files.readAllLines(output);
        } finally {
            Files.delete(output);
        }
    }
}
