package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.docs.Page;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Files of the documentation are read; a part of a deploy.yml is read as if the rest were there. */
class DocumentedFilesTest {
    @TempDir
    private Path directory;

    static Stream<Page.Block> files() {
        return Page.blocks("yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsAccepted(Page.Block block) throws IOException {
        switch (block.code().lines().findFirst().orElseThrow()) {
            case "# deploy.yml" -> deployment(block.code());
            case "# stack.yml" -> stack(block.code());
            default -> throw new AssertionError("begin it with '# deploy.yml' or '# stack.yml': " + block);
        }
    }

    private void deployment(String text) throws IOException {
        Path file = directory.resolve("deploy.yml");
        String rest = text.contains("\nstack: ") ? "" : "stack: hello\nfiles: [stack.yml]\n";
        Files.writeString(file, rest + text);
        if (text.contains("\npreview:")) {
            List<String> settings = List.of();
            assertThatCode(() -> PreviewFile.read(file, settings, Map.of("CHANGE_ID", "12")))
                    .doesNotThrowAnyException();
        } else {
            assertThat(DeployFile.read(file, List.of(), Map.of()).files()).isNotEmpty();
        }
    }

    private static void stack(String text) {
        var loaded = ComposeLoader.load(
                List.of(ComposeSource.of(
                        "stack.yml", Path.of("/stack"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                Variables.none(),
                Mode.COMPATIBLE,
                (path, limit) -> Files.readAllBytes(path));

        assertThat(loaded.warnings()).isEmpty();
    }
}
