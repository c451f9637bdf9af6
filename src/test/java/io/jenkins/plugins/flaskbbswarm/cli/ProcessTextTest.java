package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessTextTest {
    @Test
    void readsVariablesAsCDoes() {
        assertThat(ProcessText.variables(List.of("A=1", "B==2", "A=3", "C=", "nothing", "=D=x")))
                .isEqualTo(Map.of("A", "1", "B", "=2", "C", "", "=D", "x"));
    }

    /** Java may have got other arguments than its command line shows, as from an argument file. */
    @Test
    void takesArgumentsOnlyIfTheyAreTheSame() {
        List<String> line = List.of("java", "-jar", "x.jar", "--set", "a=größe");
        assertThat(ProcessText.arguments(new String[] {"--set", "a=gr\uFFFD\uFFFD\uFFFD\uFFFDe"}, line))
                .containsExactly("--set", "a=größe");
        assertThat(ProcessText.arguments(new String[] {"--set", "b=gr\uFFFD\uFFFD"}, line))
                .containsExactly("--set", "b=gr\uFFFD\uFFFD");
        assertThat(ProcessText.arguments(new String[] {"1", "2", "3", "4", "5", "\uFFFD"}, line))
                .hasSize(6);
    }
}
