package io.jenkins.plugins.flaskbbswarm.yaml;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How several problems are shown at once. */
class ProblemTextTest {
    private final Problems problems = new Problems();

    private static Location line(int line) {
        return new Location("f.yml", line, 1);
    }

    @Test
    void errorsComeFirstAndEachIsMarkedAndAllAreCounted() {
        problems.warning(line(1), "a", "odd", "");
        problems.error(line(2), "b", "wrong", "mend it");
        problems.warning(line(3), "c", "odd", "");

        assertThat(ProblemText.of(problems.all())).isEqualTo("""
                error: f.yml:2:1: b: wrong; mend it
                warning: f.yml:1:1: a: odd
                warning: f.yml:3:1: c: odd
                1 error, 2 warnings""");
    }

    @Test
    void oneSpeaksForItself() {
        problems.error(line(2), "b", "wrong", "mend it");

        assertThat(ProblemText.of(problems.all())).isEqualTo("f.yml:2:1: b: wrong; mend it");
    }
}
