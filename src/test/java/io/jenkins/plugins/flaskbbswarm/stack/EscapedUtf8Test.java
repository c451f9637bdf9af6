package io.jenkins.plugins.flaskbbswarm.stack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class EscapedUtf8Test {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',           ''
            6162,         ab
            c3a9,         é
            f09f9491,     🔑
            e9,           \uDCE9
            61ff62,       a\uDCFFb
            c3,           \uDCC3
            eda080,       \uDCED\uDCA0\uDC80
            f09f94,       \uDCF0\uDC9F\uDC94
            """)
    void losesNoByte(String bytes, String text) {
        byte[] given = HexFormat.of().parseHex(bytes);
        assertThat(EscapedUtf8.decode(given)).isEqualTo(text);
        assertThat(EscapedUtf8.encode(text)).isEqualTo(given);
        boolean isUtf8 = new String(given, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
        assertThat(EscapedUtf8.isText(text)).isEqualTo(isUtf8);
    }

    @Test
    void losesNoByteOfAnything() {
        Random random = new Random(13);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThat(EscapedUtf8.encode(EscapedUtf8.decode(bytes))).isEqualTo(bytes);
        }
    }

    /** Whatever the locale of this test: the names are made by a shell. */
    @Test
    void aFileNameKeepsItsBytes() throws Exception {
        Path script = Files.writeString(folder.resolve("script"), """
                mkdir names; cd names
                touch 'gr\u00fc\u00dfe +%41' "$(printf 'x\\351\\377')"
                ln -s "$(printf 'to/\\351')" link
                ln -s "$(printf '/abs/\\351')" rooted
                """);
        java.lang.Process shell = new ProcessBuilder("sh", script.toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
        assertThat(names()).containsExactly("grüße +%41", "link", "rooted", "x\uDCE9\uDCFF");
        assertThat(target("link")).isEqualTo("to/\uDCE9");
        assertThat(target("rooted")).isEqualTo("/abs/\uDCE9");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("names"))) {
            return files.map(Path::getFileName).map(FileNames::text).sorted().toList().stream();
        }
    }

    private String target(String link) throws IOException {
        return FileNames.text(Files.readSymbolicLink(folder.resolve("names").resolve(link)));
    }
}
