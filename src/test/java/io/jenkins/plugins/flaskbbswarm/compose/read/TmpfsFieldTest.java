package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** The field {@code tmpfs} beside {@code volumes}, in one file or in two: two mounts at one path the engine refuses. */
class TmpfsFieldTest {
    private static final FileReader NO_FILES = (path, limit) -> {
        throw new IOException("none");
    };

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            tmpfs: [/t]                                 | ""                                         | tmpfs:/t             |
            tmpfs: /t                                   | ""                                         | tmpfs:/t             |
            {tmpfs: [/t], volumes: ['vol:/t']}            | ""                                         | volume:/t            | mounted at /t
            {tmpfs: [/t/], volumes: ['vol:/t']}           | ""                                         | volume:/t            | mounted at /t/
            {tmpfs: [/t], volumes: ['vol:/t/']}           | ""                                         | volume:/t/           | mounted at /t
            {tmpfs: [/a/../t], volumes: ['/h:/t']}      | ""                                         | bind:/t              | mounted at /a/../t
            {tmpfs: [/t, '/t:size=1m']}                 | ""                                         | tmpfs:/t             | mounted at /t
            {tmpfs: [/t, /u], volumes: ['vol:/t']}        | ""                                         | volume:/t tmpfs:/u   | mounted at /t
            {tmpfs: [/t/below], volumes: ['vol:/t']}      | ""                                         | volume:/t tmpfs:/t/below |
            {volumes: ['vol:/t']}                         | {tmpfs: [/t]}                              | volume:/t            | mounted at /t
            {tmpfs: [/t]}                               | {volumes: ['vol:/t']}                        | volume:/t            | mounted at /t
            {tmpfs: [/t]}                               | {tmpfs: ['/t:size=1m']}                    | tmpfs:/t             |
            {volumes: ['vol:/t']}                         | {volumes: [{type: tmpfs, target: /t}]}     | tmpfs:/t             |
            """)
    void isMountedWhereNothingElseIs(String service, String override, String mounts, String warning) {
        List<ComposeSource> files = Stream.of(service, override == null ? "" : override)
                .filter(text -> !text.isEmpty())
                .map(TmpfsFieldTest::file)
                .toList();
        LoadedStack loaded = ComposeLoader.load(files, Variables.none(), Mode.COMPATIBLE, NO_FILES);

        assertThat(loaded.stack().services().get("app").mounts().stream()
                        .map(TmpfsFieldTest::text)
                        .collect(joining(" ")))
                .isEqualTo(mounts);
        List<String> said = loaded.warnings().stream()
                .map(problem -> problem.message())
                .filter(message -> message.contains("something else"))
                .toList();
        if (warning == null) {
            assertThat(said).isEmpty();
        } else {
            assertThat(said).singleElement().asString().contains(warning);
        }
    }

    private static String text(Mount mount) {
        return mount.type() + ":" + mount.target();
    }

    private static ComposeSource file(String service) {
        String body = service.startsWith("{") ? service : "{" + service + "}";
        String text = "services: {app: " + body.replaceFirst("\\{", "{image: a, ") + "}\nvolumes: {vol: {}}\n";
        return ComposeSource.of("stack.yml", Path.of(""), text.getBytes(StandardCharsets.UTF_8));
    }
}
