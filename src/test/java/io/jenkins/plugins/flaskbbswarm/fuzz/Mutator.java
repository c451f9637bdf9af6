package io.jenkins.plugins.flaskbbswarm.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bad answers of good ones: of JSON, of HTTP around it, of frames and lines. The same seed gives the same ones. */
public final class Mutator {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HOLE = "\"@@hole@@\"";

    /** What stands where something else belongs. */
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "1e400",
            "18446744073709551615",
            "99999999999999999999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"-1\"",
            "\"sha256:zz\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"\\u0000\\u001b[31m\\ud800\"",
            "\"UPPER/Case:::@@\"",
            "\"%s%n{}$\\\\\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"\":null}",
            "[1,\"a\",{}]",
            "{\"a\":{\"b\":[{}]}}",
            "\"" + "long".repeat(20_000) + "\"",
            "[".repeat(900) + "]".repeat(900),
            "[".repeat(5_000) + "]".repeat(5_000),
            "[" + "0,".repeat(5_000) + "0]",
            "9".repeat(2_000),
            "tru",
            "NaN",
            "'x'",
            "\"unclosed");

    private static final List<String> HEADS = List.of(
            "Content-Length: 18446744073709551615",
            "Content-Length: -5",
            "Content-Length: many",
            "Content-Length: 3",
            "Content-Length: 99999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: gzip",
            "Link: </v2/a/tags/list?last=a>; rel=\"next\"",
            "Link: <%%%>; rel=next",
            "WWW-Authenticate: Bearer realm=\"https://%%%\"",
            "WWW-Authenticate: Bearer realm=\"\",service=,scope",
            "WWW-Authenticate: Basic",
            "Docker-Content-Digest: sha256:1",
            "Docker-Content-Digest: ",
            "Content-Type: a\tb",
            "Content-Type: \u00e9\u00ff",
            "Connection: close",
            "Api-Version: 9.9",
            "Api-Version: one",
            "Location: http://127.0.0.1/",
            ": nothing",
            "no colon",
            "X: " + "y".repeat(70_000));

    private final Random random;

    public Mutator(long seed) {
        random = new Random(seed);
    }

    /** Whether to do something that is done once in so many times. */
    public boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** One of several. */
    public <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Another answer than this one, from its status line to its end; broken framing is rarer than broken JSON. */
    public byte[] answer(byte[] good) {
        String text = new String(good, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return bytes(good);
        }
        String head = text.substring(0, end);
        byte[] body = Arrays.copyOfRange(good, end + 4, good.length);
        return switch (random.nextInt(40)) {
            case 0 -> bytes(good);
            case 1 ->
                framed(
                        head.replaceFirst(
                                " \\d\\d\\d",
                                " "
                                        + any(List.of(
                                                100, 101, 204, 301, 304, 307, 400, 401, 403, 404, 409, 429, 500, 503,
                                                600, 99))),
                        body);
            case 2 -> join(head + "\r\n" + any(HEADS), body);
            case 3 -> join(any(HEADS) + "\r\n" + head, body);
            case 4 -> join(withoutLength(head) + "\r\n" + any(HEADS), body);
            case 5 -> join(withoutLength(head) + "\r\nTransfer-Encoding: chunked", chunked(body));
            case 6 -> Arrays.copyOf(good, random.nextInt(good.length));
            default -> framed(head, body(body));
        };
    }

    private static String withoutLength(String head) {
        return head.replaceAll("(?i)\r\nContent-Length:[^\r]*", "");
    }

    private static byte[] framed(String head, byte[] body) {
        return join(withoutLength(head) + "\r\nConnection: close\r\nContent-Length: " + body.length, body);
    }

    private static byte[] join(String head, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private byte[] chunked(byte[] body) {
        String size = any(List.of(
                Integer.toHexString(body.length),
                "ffffffffffffffff",
                "-1",
                "7fffffff",
                "",
                "0",
                "zz",
                Integer.toHexString(body.length) + ";ext=\"\u0001\"",
                "0".repeat(1000) + "1",
                "1"));
        String after = any(List.of("\r\n0\r\n\r\n", "\r\n0\r\n", "", "0\r\n\r\n", "\r\n0\r\nA: b\r\n\r\n"));
        return join2(size + "\r\n", body, after);
    }

    private static byte[] join2(String before, byte[] body, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        all.writeBytes(after.getBytes(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }

    /** Another body than this one, JSON or not. */
    public byte[] body(byte[] good) {
        try {
            JsonNode tree = MAPPER.readTree(good);
            if (tree != null && tree.isContainerNode() && !once(12)) {
                return json(tree);
            }
        } catch (IOException e) {
            // text, or frames
        }
        return bytes(good);
    }

    private byte[] json(JsonNode tree) {
        JsonNode changed = tree.deepCopy();
        List<String> odd = new ArrayList<>();
        for (int changes = once(3) ? 1 + random.nextInt(4) : 1; changes > 0; changes--) {
            JsonNode place = place(changed);
            change(place, odd);
        }
        String text = changed.toString();
        for (String raw : odd) {
            int hole = text.indexOf(HOLE);
            text = hole < 0 ? text : text.substring(0, hole) + raw + text.substring(hole + HOLE.length());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A list or object somewhere in the tree; those near the root more often. */
    private JsonNode place(JsonNode tree) {
        JsonNode at = tree;
        while (!once(5)) {
            List<JsonNode> inner = new ArrayList<>();
            at.forEach(child -> {
                if (child.isContainerNode() && !child.isEmpty()) {
                    inner.add(child);
                }
            });
            if (inner.isEmpty()) {
                return at;
            }
            at = any(inner);
        }
        return at;
    }

    private void change(JsonNode place, List<String> odd) {
        if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = any(names);
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 ->
                    object.set(
                            any(List.of(
                                    "", "Spec", "Labels", "ID", name + "x", name.toLowerCase(java.util.Locale.ROOT))),
                            object.get(name));
                case 2 -> object.set(name, object.get(any(names)).deepCopy());
                case 3 -> {
                    odd.add("null,\"" + name + "\":" + any(ODD));
                    object.put(name, "@@hole@@");
                }
                default -> {
                    odd.add(any(ODD));
                    object.put(name, "@@hole@@");
                }
            }
        } else if (place instanceof ArrayNode list) {
            odd.add(any(ODD));
            switch (list.isEmpty() ? 0 : random.nextInt(4)) {
                case 0 -> list.add("@@hole@@");
                case 1 -> list.add(list.get(random.nextInt(list.size())).deepCopy());
                case 2 -> list.remove(random.nextInt(list.size()));
                default ->
                    list.set(
                            random.nextInt(list.size()), MAPPER.getNodeFactory().textNode("@@hole@@"));
            }
        }
    }

    /** Other bytes than these, which may be anything. */
    public byte[] bytes(byte[] good) {
        byte[] changed = good.clone();
        switch (random.nextInt(9)) {
            case 0 -> changed = Arrays.copyOf(good, good.length == 0 ? 0 : random.nextInt(good.length));
            case 1 -> changed = new String(good, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 2 -> changed = join2("\u00ef\u00bb\u00bf", good, "");
            case 3 -> changed = join2("", good, "\u0000\u00ff\u00fe}]");
            case 4 -> changed = any(ODD).getBytes(StandardCharsets.UTF_8);
            case 5 -> changed = new byte[0];
            case 6 -> random.nextBytes(changed);
            default -> {
                for (int flips = good.length == 0 ? 0 : 1 + random.nextInt(4); flips > 0; flips--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return changed;
    }
}
