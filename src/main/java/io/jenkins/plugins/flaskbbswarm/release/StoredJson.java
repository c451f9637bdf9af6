package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.http.Bounded;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * JSON as the data of a config: gzipped, since the engine takes less than 1,000 KiB, and base64, since the API wants it.
 * Its key {@code format} is absent for format 1; {@code docs/compatibility.md} says when it changes.
 */
public final class StoredJson {
    private static final int NEWEST_FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredJson() {}

    /** What {@code Data} of a config's spec is to hold. */
    public static String write(JsonNode json) {
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
     * @throws StoredFormatException if it holds something else, or is of a newer format
     */
    public static JsonNode read(JsonNode spec) {
        String name = spec.path("Name").asText();
        JsonNode json = decoded(name, spec.path("Data").asText());
        int format = json.path("format").asInt(NEWEST_FORMAT);
        if (format > NEWEST_FORMAT) {
            throw StoredFormatException.newer(name, format);
        }
        return json;
    }

    /**
     * The same as something else than a tree.
     *
     * @param reader may throw IllegalArgumentException or ClassCastException at what cannot be
     * @throws StoredFormatException if it holds something else
     */
    static <T> T read(JsonNode spec, Function<JsonNode, T> reader) {
        JsonNode json = read(spec);
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw StoredFormatException.damaged(spec.path("Name").asText(), e);
        }
    }

    /**
     * The same as text, for those who look for something in it.
     *
     * @throws StoredFormatException if it holds something else
     */
    public static String text(JsonNode spec) {
        try {
            return new String(unzipped(spec.path("Data").asText()), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw StoredFormatException.damaged(spec.path("Name").asText(), e);
        }
    }

    /** Of a few KiB may come gigabytes, so this is bounded as what comes over the network is. */
    private static byte[] unzipped(String data) throws IOException {
        byte[] zipped = Base64.getDecoder().decode(data);
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return Bounded.all(zip, Bounded.most());
        }
    }

    private static JsonNode decoded(String name, String data) {
        try {
            return BoundedJson.tree(unzipped(data));
        } catch (IOException | IllegalArgumentException e) {
            throw StoredFormatException.damaged(name, e);
        }
    }
}
