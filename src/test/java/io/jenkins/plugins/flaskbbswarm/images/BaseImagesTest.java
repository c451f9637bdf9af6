package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Which images a Dockerfile needs; {@code ;} stands for a new line. */
class BaseImagesTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            FROM debian                                             | debian:latest
            from debian:12 as Base                                  | debian:12
            FROM --platform=linux/arm64 r:5000/a/b:1 AS x           | r:5000/a/b:1
            FROM scratch                                            | ``
            FROM a AS s;FROM s                                      | a:latest
            FROM a AS s;FROM S                                      | a:latest
            FROM a AS s;FROM b;COPY --from=s /x /y                  | b:latest a:latest
            FROM a;FROM b;COPY --chown=1 --from=0 /x /y             | b:latest a:latest
            FROM a;COPY --from=r.io/tool:2 /x /y                    | a:latest r.io/tool:2
            FROM a;RUN --mount=type=bind,from=r.io/t:2,target=/t x  | a:latest r.io/t:2
            FROM a;RUN --mount=from=t --mount=type=cache,target=/c x| a:latest t:latest
            FROM a AS unused;FROM b                                 | b:latest
            ARG V=12;FROM debian:$V                                 | debian:12
            ARG V="12";FROM debian:${V}                             | debian:12
            ARG R=r:5000/ V=1;FROM ${R}debian:$V                    | r:5000/debian:1
            ARG V;FROM debian:${V:-13}                              | debian:13
            ARG V=12;ARG W=$V-slim;FROM debian:$W                   | debian:12-slim
            ARG V=12;FROM debian:${V:+x}                            | debian:x
            ARG V;FROM debian:$V                                    | ``
            FROM a;ARG V=1;FROM b:$V                                | ``
            `# FROM no;FROM a`                                      | a:latest
            FROM \\;  # why not;;  a                                | a:latest
            `# escape=~;FROM ~;a`                                      | a:latest
            FROM a;RUN cat <<E;FROM users;E;                        | a:latest
            FROM a;RUN cat <<E;FROM b                               | b:latest
            FROM a@sha256:00                                        | ``
            """)
    void needed(String dockerfile, String expected) {
        assertThat(images(dockerfile.replace("`", ""), Map.of(), Optional.empty()))
                .isEqualTo(expected);
    }

    @Test
    void aBuildArgumentComesBeforeTheDefault() {
        assertThat(images("ARG V=12;FROM debian:$V", Map.of("V", "13", "W", "1"), Optional.empty()))
                .isEqualTo("debian:13");
        assertThat(images("ARG V;FROM debian:$V", Map.of("V", "13"), Optional.empty()))
                .isEqualTo("debian:13");
    }

    @ParameterizedTest(name = "target {0} → {1}")
    @CsvSource({"one, a:latest", "1, a:latest b:latest", "THREE, c:latest a:latest", "none, ''"})
    void onlyWhatTheTargetNeeds(String target, String expected) {
        String dockerfile = "FROM a AS one;FROM one;COPY --from=b / /;FROM c AS three;COPY --from=one / /";
        assertThat(images(dockerfile, Map.of(), Optional.of(target))).isEqualTo(expected);
    }

    @Test
    void instructionsKnowTheirLine() {
        List<Instruction> all = Instruction.parse("\n# c\nFROM a\n\nRUN b \\\n  # c\n  && d\nrun e");
        assertThat(all)
                .containsExactly(
                        new Instruction(3, "FROM", "a"),
                        new Instruction(5, "RUN", "b   && d"),
                        new Instruction(8, "RUN", "e"));
    }

    private static String images(String dockerfile, Map<String, String> args, Optional<String> target) {
        List<Instruction> instructions = Instruction.parse(dockerfile.replace(';', '\n'));
        return BaseImages.of(instructions, new TreeMap<>(args), target).stream()
                .map(ImageReference::familiar)
                .collect(Collectors.joining(" "));
    }
}
