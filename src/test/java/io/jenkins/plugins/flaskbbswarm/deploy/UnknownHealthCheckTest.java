package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Engines take any health check, and carry out two kinds: a task with another one is starting for ever. */
class UnknownHealthCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ['CMD','true']      | true
            ['CMD-SHELL','a']   | true
            ['NONE']            | true
            []                  | true
            ['']                | true
            ['FOO','true']      | false
            ['cmd','true']      | false
            ['curl','-f','/']   | false
            """, quoteCharacter = '`')
    void isRefusedBeforeAnythingIsTouched(String test, boolean isFine) {
        ObjectNode spec = new Refusals(
                        "TaskTemplate/ContainerSpec/Healthcheck", "{\"Test\":" + test.replace('\'', '"') + "}", "", "")
                .spec("app", "a", 1);

        List<String> problems = Refusals.problems(spec, SwarmInventory.NOTHING, List.of());

        assertThat(problems.stream().filter(said -> said.contains("healthcheck.test: it begins with")))
                .hasSize(isFine ? 0 : 1);
    }
}
