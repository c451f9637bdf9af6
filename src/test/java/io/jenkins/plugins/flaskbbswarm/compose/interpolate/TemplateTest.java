package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** The variables A (a), B (b) and EMPTY (an empty text) are set, U is not. */
class TemplateTest {
    private static final Variables VARIABLES = Variables.of(Map.of("A", "a", "B", "b", "EMPTY", ""));

    private final List<String> told = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain                | plain      | ``",
                "$A ${B}              | a b        | ``",
                "$$A $${B} $$$A       | $A ${B} $a | ``",
                "${U:-x}              | x          | ``",
                "${EMPTY:-x}          | x          | ``",
                "${EMPTY-x}           | ``         | ``",
                "${U-x:-y}            | y          | surprising U-x",
                "${A:?m} ${A?m}       | a a        | ``",
                "${U:?m}              | ``         | missing U m",
                "${EMPTY:?m}          | ``         | missing EMPTY m",
                "${EMPTY?m}           | ``         | ``",
                "x$U                  | x          | unset U",
                "$A-rest              | a          | surprising A",
                "${A:?must-be}        | be         | surprising A:?must",
                "5 $ x                | 5  x       | invalid",
                "$ ${A}               | ` a`       | invalid and dropped",
                "${A                  | {A         | invalid",
                "${a.b}               | {a.b}      | invalid",
                "${U:-${B}}           | b          | modern ${U:-${B}}",
                "${U:-${V:-${A}}}     | a          | modern ${U:-${V:-${A}}},modern ${V:-${A}}",
                "${A:+x} ${EMPTY:+x}  | `x `       | modern ${A:+x},modern ${EMPTY:+x}",
                "${EMPTY+x}${U+y}     | x          | modern ${EMPTY+x},modern ${U+y}",
                "${U:?${A}}           | ``         | modern ${U:?${A}},missing U a",
            })
    void replacesVariables(String text, String expected, String complaints) {
        assertThat(substitute(text)).isEqualTo(expected);
        assertThat(String.join(",", told)).isEqualTo(complaints);
    }

    @ParameterizedTest
    @CsvSource({"'$ '", "'${A:-'", "'${A:-${'", "'$$'", "'${A}'", "'${A+'", "'}$'"})
    void isDoneSoonWithAnyText(String part) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> substitute(part.repeat(1_000_000 / part.length())));
    }

    @Test
    void neverPrintsValues() {
        assertThat(Variables.of(Map.of("PASSWORD", "hunter2"))).hasToString("Variables[PASSWORD]");
    }

    private String substitute(String text) {
        return new Template(text, VARIABLES, new Recorder(told)).substitute();
    }

    private record Recorder(List<String> told) implements TemplateListener {
        @Override
        public void unset(String variable) {
            told.add("unset " + variable);
        }

        @Override
        public void missing(String variable, String message) {
            told.add("missing " + variable + " " + message);
        }

        @Override
        public void invalid(boolean dropped) {
            told.add(dropped ? "invalid and dropped" : "invalid");
        }

        @Override
        public void modern(String form) {
            told.add("modern " + form);
        }

        @Override
        public void surprisingDefault(String variable, String text) {
            told.add("surprising " + variable);
        }
    }
}
