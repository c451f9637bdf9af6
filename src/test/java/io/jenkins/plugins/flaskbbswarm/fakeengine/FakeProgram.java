package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the tasks of an image do, where a test has more in mind than {@link FakeShell} knows. */
public interface FakeProgram {
    /** Runs when a task's container starts; empty for what an image does otherwise. */
    Optional<Run> run(JsonNode containerSpec);

    /**
     * A run.
     *
     * @param exitCode with which it ends at once; it goes on for ever if empty
     */
    record Run(Optional<Integer> exitCode, List<String> output) {
        /** One that ends. */
        public static Optional<Run> exits(int code, String... output) {
            return Optional.of(new Run(Optional.of(code), List.of(output)));
        }

        /** One that stays. */
        public static Optional<Run> stays() {
            return Optional.of(new Run(Optional.empty(), List.of()));
        }

        Outcome outcome() {
            Outcome outcome =
                    exitCode.map(code -> Outcome.exits(code, Duration.ZERO)).orElseGet(Outcome::runs);
            return outcome.printing(
                    output.stream().map(line -> new Outcome.Line(false, line)).toList());
        }
    }
}
