package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each field of the Compose Specification has a row, each row does what it says, and the documentation shows it. */
class FieldSupportTest {
    private static final Path FIELDS = Path.of("src/test/resources/compose/specification-fields.txt");
    private static final Path MATRIX = Path.of("docs/support-matrix.md");

    @Test
    void everyFieldOfTheSpecificationHasARow() throws IOException {
        Set<String> rows =
                FieldSupport.rows().stream().map(FieldSupport.Row::field).collect(Collectors.toSet());

        assertThat(Files.readAllLines(FIELDS)).allMatch(field -> hasRow(field, rows));
    }

    private static boolean hasRow(String field, Set<String> rows) {
        String around = field;
        while (!rows.contains(around)) {
            int end = Math.max(around.lastIndexOf('.'), around.lastIndexOf('['));
            if (end < 0) {
                return false;
            }
            around = around.substring(0, end);
        }
        return true;
    }

    @Test
    void theDocumentationShowsTheRows() throws IOException {
        String document = Files.readString(MATRIX);
        String shown = document.substring(document.indexOf("| Field |"));

        assertThat(shown.strip()).isEqualTo(markdown());
    }

    /** What to put into the documentation if this fails. */
    private static String markdown() {
        return FieldSupport.rows().stream()
                .map(row -> "| `%s` | %s | %s |".formatted(row.field(), word(row.support()), row.remedy()))
                .collect(Collectors.joining("\n", "| Field | Swarm | Instead |\n|---|---|---|\n", ""));
    }

    private static String word(FieldSupport.Support support) {
        return switch (support) {
            case SUPPORTED -> "supported";
            case IGNORED -> "ignored, with a warning";
            case REFUSED -> "refused";
        };
    }

    static Stream<FieldSupport.Row> rows() {
        return FieldSupport.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doWhatTheySay(FieldSupport.Row row) {
        List<String> said = problems(file(row.field()));

        assertThat(said).noneMatch(text -> text.contains("unknown field"));
        if (row.support() != FieldSupport.Support.SUPPORTED) {
            assertThat(said)
                    .anyMatch(text -> text.contains(lastName(row.field())) && text.endsWith("; " + row.remedy()));
        }
    }

    private static String lastName(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    /** A stack file with the field in its place, below lists and mappings of names. */
    private static String file(String field) {
        StringBuilder text = new StringBuilder();
        StringBuilder end = new StringBuilder();
        String last = lastName(field);
        for (String step : field.substring(0, field.length() - last.length()).split("\\.")) {
            boolean isList = step.endsWith("[]");
            String key = step.equals("*") ? "app" : isList ? step.substring(0, step.length() - 2) : step;
            text.append(key.isEmpty() ? "" : "{" + key + ": " + (isList ? "[" : ""));
            end.insert(0, key.isEmpty() ? "" : isList ? "]}" : "}");
        }
        return text + "{" + last + ": " + (last.equals("restart") ? "true" : "x") + "}" + end;
    }

    private static List<String> problems(String file) {
        byte[] content = file.getBytes(StandardCharsets.UTF_8);
        try {
            return strings(ComposeLoader.load(
                            List.of(ComposeSource.of("f.yml", Path.of("/stack"), content)),
                            Variables.none(),
                            Mode.COMPATIBLE,
                            (path, limit) -> {
                                throw new NoSuchFileException(path.toString());
                            })
                    .warnings());
        } catch (ComposeException e) {
            return strings(e.problems());
        }
    }

    private static List<String> strings(List<?> problems) {
        return problems.stream().map(Object::toString).toList();
    }
}
