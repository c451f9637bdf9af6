package io.jenkins.plugins.flaskbbswarm.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The spellings in which programs print a value: in base64, JSON, addresses, HTML, and quoted for a shell. */
final class Spellings {
    /** Less of base64 may well be part of another word. */
    private static final int SHORTEST_BASE64 = 5;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final String value;
    private final Set<String> found = new TreeSet<>();

    private Spellings(String value) {
        this.value = value;
    }

    /** The value itself and those that differ from it. */
    static Set<String> of(String value) {
        Spellings spellings = new Spellings(value);
        spellings.found.add(value);
        for (int offset = 0; offset < 3; offset++) {
            spellings.base64(offset);
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        spellings.add(HexFormat.of().formatHex(bytes));
        spellings.add(HexFormat.of().withUpperCase().formatHex(bytes));
        spellings.json();
        spellings.address();
        spellings.html();
        spellings.shell();
        return spellings.found;
    }

    private void add(String spelling) {
        found.add(spelling);
    }

    /** What is the same in the base64 of every text that holds the value behind so many bytes, modulo three. */
    private void base64(int offset) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] moved = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, moved, offset, bytes.length);
        int begin = (offset * 8 + 5) / 6;
        int end = moved.length * 8 / 6;
        if (end - begin >= SHORTEST_BASE64) {
            add(Base64.getEncoder().encodeToString(moved).substring(begin, end));
            add(Base64.getUrlEncoder().encodeToString(moved).substring(begin, end));
        }
        if (offset == 0) {
            add(Base64.getEncoder().encodeToString(moved));
            add(Base64.getUrlEncoder().encodeToString(moved));
        }
    }

    private void json() {
        String plain =
                escaped(value, "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        String ascii = plain.chars()
                .mapToObj(one -> one < 0x7f ? Character.toString(one) : String.format("\\u%04x", one))
                .reduce("", String::concat);
        add(plain);
        add(ascii);
        add(plain.replace("/", "\\/"));
        // As Python and Go write what could be markup.
        add(plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        // JSON in JSON, as a log of JSON lines has it.
        add(escaped(plain, "\\\""));
    }

    private void address() {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String all = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        String component = all.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%2A", "*");
        String userInfo = component
                .replace("%24", "$")
                .replace("%26", "&")
                .replace("%2B", "+")
                .replace("%2C", ",")
                .replace("%3B", ";")
                .replace("%3D", "=");
        for (String spelling : List.of(form, all, component, userInfo, all.replace("%2F", "/"))) {
            add(spelling);
            add(ESCAPE.matcher(spelling).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
        }
    }

    private void html() {
        String markup = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String quoted = markup.replace("\"", "&quot;");
        add(markup);
        add(quoted);
        Set.of("&#39;", "&#x27;", "&apos;", "&#039;").forEach(quote -> add(quoted.replace("'", quote)));
        add(markup.replace("\"", "&#34;").replace("'", "&#39;"));
    }

    private void shell() {
        add(value.replace("'", "'\\''"));
        add(value.replace("'", "'\"'\"'"));
        add(value.replace("'", "''"));
        add(escaped(value, "\\'"));
        add(escaped(value, "\\\"$`"));
        add(escaped(value, "\\\"$`!"));
        add(value.replaceAll("([^\\w@%+=:,./-])", "\\\\$1"));
        // Compose files double them.
        add(value.replace("$", "$$"));
    }

    private static String escaped(String text, String characters) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.toCharArray()) {
            escaped.append(characters.indexOf(character) >= 0 ? "\\" : "").append(character);
        }
        return escaped.toString();
    }
}
