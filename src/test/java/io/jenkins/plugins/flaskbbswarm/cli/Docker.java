package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The docker client, for tests that look at the laboratory with other eyes than ours. */
public final class Docker {
    private Docker() {}

    /** What a command prints, standard error included; it has to succeed. */
    public static String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(true, arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("docker " + String.join(" ", arguments) + " failed:\n" + said);
        }
        return said;
    }

    /** What a command prints, as it comes. */
    static InputStream open(String... arguments) throws IOException {
        return start(false, arguments).getInputStream();
    }

    private static Process start(boolean withErrors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "-H", Lab.engine()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(withErrors).start();
    }
}
