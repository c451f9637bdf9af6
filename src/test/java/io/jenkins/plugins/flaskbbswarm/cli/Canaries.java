package io.jenkins.plugins.flaskbbswarm.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Secret values, and their look in other spellings, to be searched for where they must not be. */
public final class Canaries {
    private static final int CHUNK = 1 << 20;

    /** What to look for, and whose it is. */
    private final Map<String, String> spellings = new TreeMap<>();

    /** Adds a value. A plain hash of a secret counts as well: by it anybody could try guesses. */
    public void add(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        spellings.put(value, name);
        spellings.put(Base64.getEncoder().withoutPadding().encodeToString(bytes), name + " in base64");
        spellings.put(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), name + " in base64url");
        spellings.put(HexFormat.of().formatHex(bytes), name + " in hex");
        spellings.put(sha256(bytes).substring(0, 12), "the SHA-256 of " + name);
    }

    /** Which canary a text holds. */
    public Optional<String> in(String text) {
        return spellings.entrySet().stream()
                .filter(spelling -> text.contains(spelling.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Which canary a stream of any length holds. */
    public Optional<String> in(InputStream stream) throws IOException {
        int longest = spellings.keySet().stream().mapToInt(String::length).max().orElse(0);
        String end = "";
        byte[] chunk = stream.readNBytes(CHUNK);
        while (chunk.length > 0) {
            String text = end + new String(chunk, StandardCharsets.ISO_8859_1);
            Optional<String> found = in(text);
            if (found.isPresent()) {
                return found;
            }
            end = text.substring(Math.max(0, text.length() - longest));
            chunk = stream.readNBytes(CHUNK);
        }
        return Optional.empty();
    }

    /** No file has one in it. */
    public void assertNotIn(List<Path> files) throws IOException {
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                assertThat(in(content)).as("canary in %s", file).isEmpty();
            }
        }
    }

    /** Bytes as text, unzipped if they are zipped. */
    static String unzipped(byte[] data) {
        try (InputStream zip = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(data))) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            zip.transferTo(plain);
            return plain.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return new String(data, StandardCharsets.ISO_8859_1);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
