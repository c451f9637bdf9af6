package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What our configs hold may be anything: it is refused in a sentence, and costs no more than it may. */
class StoredJsonTest {
    private static final int MEBIBYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a zip bomb",
                "a wide list",
                "a deep list",
                "no base64",
                "no gzip",
                "no JSON",
                "a service that is none"
            })
    void isRefusedInASentence(String what) throws IOException {
        JsonNode spec = JsonNodeFactory.instance
                .objectNode()
                .put("Name", "bb-release-1")
                .put("Data", data(what));
        assertThatThrownBy(() -> ReleaseJson.of(spec))
                .isInstanceOf(StoredFormatException.class)
                .hasMessage("The config bb-release-1 carries our labels but cannot be read; remove it: docker config rm"
                        + " bb-release-1");
    }

    private static String data(String what) throws IOException {
        return switch (what) {
            case "a zip bomb" -> zipped(" ".repeat(MEBIBYTE), 80);
            case "a wide list" -> zipped("[],".repeat(MEBIBYTE / 3), 20);
            case "a deep list" -> zipped("[".repeat(5000), 1);
            case "no base64" -> "?";
            case "no gzip" -> "YQ==";
            case "no JSON" -> zipped("{\"outcome\"", 1);
            default -> zipped("{\"outcome\":\"SUCCEEDED\",\"services\":{\"a\":[]}}", 1);
        };
    }

    private static String zipped(String text, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int time = 0; time < times; time++) {
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
