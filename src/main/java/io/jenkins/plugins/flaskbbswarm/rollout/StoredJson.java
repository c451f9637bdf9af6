package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** JSON as the data of a config: gzipped, since the engine takes less than 1,000 KiB, and base64, since the API wants it. */
final class StoredJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredJson() {}

    /** What {@code Data} of a config's spec is to hold. */
    static String write(JsonNode json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            MAPPER.writeValue(zip, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads a config back.
     *
     * @param spec of the config
     * @throws IllegalStateException if it holds something else
     */
    static JsonNode read(JsonNode spec) {
        byte[] data = Base64.getDecoder().decode(spec.path("Data").asText());
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return MAPPER.readTree(zip);
        } catch (IOException e) {
            String name = spec.path("Name").asText();
            throw new IllegalStateException(
                    "The config " + name + " carries our labels but cannot be read; remove it: docker config rm "
                            + name,
                    e);
        }
    }
}
