package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.EnvFile;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;

import java.util.Map;

/** Any bytes as an env file: variables with proper names, or located errors. */
public final class EnvFuzzer {
    private static final String NAME = "app.env";
    private static final Variables VARIABLES = Variables.of(Map.of("A", "a", "EMPTY", ""));

    private EnvFuzzer() {}

    /** The entry that the fuzzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        Budget.within(() -> check(input));
    }

    private static void check(byte[] input) {
        Problems problems = new Problems();
        EnvFile.parse(NAME, input, VARIABLES, problems).forEach((name, value) -> {
            if (!name.matches("[^= \\t]+") || value.indexOf('\n') >= 0) {
                throw new AssertionError("no variable: '" + name + "' = '" + value + "'");
            }
        });
        if (problems.hasErrors()) {
            Located.check(problems.all(), NAME, input);
        }
    }
}
