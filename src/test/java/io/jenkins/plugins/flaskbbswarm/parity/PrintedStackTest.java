package io.jenkins.plugins.flaskbbswarm.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.compose.print.StackPrinter;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
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

/** What {@code stack config} prints means the same when it is read again, and is printed the same again. */
class PrintedStackTest {
    @TempDir
    private Path directory;

    static Stream<Corpus.Case> cases() throws IOException {
        return Corpus.cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void meansTheSame(Corpus.Case stack) throws IOException {
        String printed =
                StackPrinter.print(Ours.load(Mode.COMPATIBLE, stack.files()).stack());
        Path again = Files.writeString(directory.resolve("printed.yml"), printed);

        Map<String, JsonNode> requests = Ours.requests(List.of(again), "app");

        assertThat(requests).isEqualTo(Ours.requests(stack.files(), "app"));
        assertThat(StackPrinter.print(Ours.load(Mode.COMPATIBLE, List.of(again)).stack()))
                .isEqualTo(printed);
    }
}
