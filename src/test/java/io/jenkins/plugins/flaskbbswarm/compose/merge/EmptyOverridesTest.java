package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** What a later file would take away, and docker's way of merging leaves in place without a word. */
class EmptyOverridesTest {
    private static final FileReader NO_FILES = (path, limit) -> {
        throw new IOException("none");
    };

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            read_only: true                        | read_only: false                       | read_only
            init: true                             | init: false                            | init
            user: me                               | user: ''                               | user
            user: me                               | user: '${NONE}'                        | user
            entrypoint: [a]                        | entrypoint: []                         | entrypoint
            command: [a]                           | command: ''                            | command
            cap_add: [NET_ADMIN]                   | cap_add: []                            | cap_add
            ports: ['1:1']                         | ports: []                              | ports
            environment: {A: a}                    | environment: {A: ''}                   | environment.A
            environment: [A=a]                     | environment: [A=]                      | environment.A
            deploy: {placement: {constraints: [a == b]}} | deploy: {placement: {constraints: []}} | deploy.placement.constraints
            deploy: {replicas: 3}                  | deploy: {replicas: 0}                  | -
            labels: {a: b}                         | labels: {a: ''}                        | -
            read_only: true                        | read_only: !override false             | -
            command: [a]                           | command: !override []                  | -
            environment: {A: a}                    | environment: {A: !override ''}         | -
            read_only: false                       | read_only: false                       | -
            environment: {A: ''}                   | environment: {A: ''}                   | -
            user: me                               | user: you                              | -
            user: me                               | deploy: {}                             | -
            """)
    void stayAndAreTold(String earlier, String later, String field) {
        LoadedStack both = load(earlier, later);

        String warned = warnings(both).map(Problem::path).collect(joining(" "));
        assertThat(warned).isEqualTo(field == null ? "" : "services.app." + field);
        if (field != null) {
            assertThat(both.stack().services()).isEqualTo(load(earlier).stack().services());
        }
    }

    @Test
    void areToldOnceAndAtTheirPlace() {
        assertThat(warnings(load("tty: true", "tty: true", "tty: false")))
                .singleElement()
                .hasToString(
                        "2.yml:1:33: services.app.tty: an empty or false value leaves the one of the earlier file in"
                                + " place; write !override before the value, or remove it from the earlier file");
    }

    private static Stream<Problem> warnings(LoadedStack loaded) {
        return loaded.warnings().stream().filter(problem -> problem.message().contains("earlier file"));
    }

    private static LoadedStack load(String... services) {
        List<ComposeSource> files = Stream.iterate(0, i -> i < services.length, i -> i + 1)
                .map(i -> file(i + ".yml", services[i]))
                .toList();
        return ComposeLoader.load(files, Variables.of(Map.of("NONE", "")), Mode.COMPATIBLE, NO_FILES);
    }

    private static ComposeSource file(String name, String service) {
        String text = "services: {app: {image: a, " + service + "}}";
        return ComposeSource.of(name, Path.of("/stack"), text.getBytes(StandardCharsets.UTF_8));
    }
}
