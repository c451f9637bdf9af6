package io.jenkins.plugins.flaskbbswarm.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of a PEM file. Whatever stands around blocks, such as what {@code openssl} prints for people, is left out, and
 * lines may end as on any system.
 *
 * @param kind what stands after BEGIN
 * @param headers such as those of a key that is encrypted in the old way
 */
record PemBlock(String kind, Map<String, String> headers, byte[] der) {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]++)-----\\s*((?:[A-Za-z-]++:[^\\r\\n]*\\s+)*+)([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private static final Pattern HEADER = Pattern.compile("([A-Za-z-]+):\\s*([^\\r\\n]*)");

    static List<PemBlock> in(byte[] file) {
        return BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(PemBlock::of)
                .toList();
    }

    private static PemBlock of(MatchResult found) {
        Map<String, String> headers = new TreeMap<>();
        HEADER.matcher(found.group(2))
                .results()
                .forEach(header -> headers.put(header.group(1), header.group(2).strip()));
        return new PemBlock(found.group(1), headers, Base64.getMimeDecoder().decode(found.group(3)));
    }

    boolean isKey() {
        return kind.endsWith("PRIVATE KEY");
    }

    boolean isCertificate() {
        return kind.equals("CERTIFICATE") || kind.equals("X509 CERTIFICATE");
    }

    /** What a file holds that has no block of the wanted kind, for people. */
    static String contents(byte[] file) {
        if (new String(file, StandardCharsets.ISO_8859_1).isBlank()) {
            return "is empty";
        }
        List<String> kinds = in(file).stream().map(PemBlock::kind).distinct().toList();
        if (!kinds.isEmpty()) {
            return "holds " + String.join(" and ", kinds);
        }
        return file[0] == Der.SEQUENCE ? "is in DER form" : "holds nothing in PEM form";
    }
}
