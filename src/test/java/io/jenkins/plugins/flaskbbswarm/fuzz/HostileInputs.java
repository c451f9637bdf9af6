package io.jenkins.plugins.flaskbbswarm.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of a megabyte that ask for more than they are. */
final class HostileInputs {
    private static final int SIZE = 1_000_000;
    private static final String APP = "services: {app: {image: a}}\n";

    /** Words of which a long text is made, and which some pattern may dwell on. */
    private static final List<String> WORDS = List.of("a", "1", "a:", "a.", "a/", "1-", " ", "\\\\", "$");

    /** Where a text may stand in a service; the text takes the place of the underscore. */
    private static final List<String> TEXTS = List.of(
            "image: _",
            "command: _",
            "environment: [_]",
            "env_file: _",
            "ports: [_]",
            "ports: [{target: _}]",
            "volumes: [_]",
            "volumes: [{type: tmpfs, target: /a, tmpfs: {size: _}}]",
            "networks: {a: {ipv4_address: _}}",
            "secrets: [_]",
            "extra_hosts: [_]",
            "dns: _",
            "restart: _",
            "user: _",
            "cap_add: [_]",
            "ulimits: {nofile: _}",
            "stop_grace_period: _",
            "healthcheck: {test: _, interval: _}",
            "deploy: {mode: _, resources: {limits: {cpus: _, memory: _}}}",
            "deploy: {placement: {constraints: [_]}}",
            "x-any: _");

    private HostileInputs() {}

    /** Stack files by name. */
    static Map<String, Supplier<byte[]>> stacks() {
        Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
        all.put("aliases of aliases", () -> bytes(bomb()));
        all.put("labels shared by many services", () -> bytes(sharedLabels()));
        all.put("open brackets", () -> fill("x: ", "[", ""));
        all.put("open braces", () -> fill("x: ", "{a: ", ""));
        all.put("steps to the right", () -> bytes(lines(1400, i -> " ".repeat(i) + "a:")));
        all.put("keys at the top", () -> bytes(APP + lines(90_000, i -> "k" + i + ": 1")));
        all.put("one key again and again", () -> fill(APP, "a: 1\n", ""));
        all.put("services of nothing", () -> bytes("services:\n" + lines(90_000, i -> " s" + i + ": ")));
        all.put("plain services", () -> bytes("services:\n" + lines(30_000, i -> " s" + i + ": {image: 'a:1'}")));
        all.put(
                "unknown fields",
                () -> bytes("services:\n app:\n  image: a\n" + lines(70_000, i -> "  imag" + i + ": 1")));
        all.put(
                "below a long name",
                () -> bytes("services:\n " + "n".repeat(1000) + ":\n" + lines(70_000, i -> "  k" + i + ": 1")));
        all.put("long names in depth", () -> bytes(longNames()));
        all.put("unknown networks", () -> bytes(unknownNetworks()));
        all.put(
                "labels",
                () -> bytes("services:\n app:\n  image: a\n  labels:\n" + lines(70_000, i -> "  - k" + i + "=1")));
        all.put("one label again and again", () -> fill("services:\n app:\n  image: a\n  labels:\n", "  - a\n", ""));
        all.put("one port again and again", () -> fill("services:\n app:\n  image: a\n  ports:\n", "  - 80\n", ""));
        all.put("ranges of ports", () -> fill("services:\n app:\n  image: a\n  ports:\n", "  - 1-65535:1-65535\n", ""));
        all.put("all the ports", () -> bytes("services: {app: {image: a, ports: ['1-65535:1-65535']}}\n"));
        all.put("merges", () -> fill("x-a: &a {a: 1, b: 2}\n" + APP + "x-b:\n", " <<: *a\n", ""));
        all.put(
                "a list of merges",
                () -> bytes("x-a: &a\n" + lines(20_000, i -> " k" + i + ": 1") + APP + "x-b: {<<: ["
                        + "*a,".repeat(200_000) + "]}\n"));
        all.put(
                "a chain of merges",
                () -> bytes(APP + "x-0: &a0 {k: 1}\n"
                        + lines(25_000, i -> "x-" + (i + 1) + ": &a" + (i + 1) + " {<<: *a" + i + ", k" + i + ": 1}")));
        all.put("defaults within defaults", () -> bytes("x: " + "${A:-".repeat(100_000) + "}".repeat(100_000)));
        all.put("defaults without an end", () -> fill("x: ", "${A:-", ""));
        all.put("dots of a document", () -> fill(APP, "---\n", ""));
        all.put("comments", () -> fill(APP, "#\n", ""));
        all.put("nothing", () -> fill("", "\0", ""));
        all.put("no UTF-8", () -> new byte[SIZE]);
        all.put(
                "texts in many places",
                () -> bytes(
                        "services:\n"
                                + lines(
                                        9_000,
                                        i -> " s" + i
                                                + ": {image: 'a:1', command: $A $A ${B:-c}, ports: ['80:80'], volumes: ['a:/b']}")));
        for (String field : TEXTS) {
            WORDS.forEach(word -> all.put(field + " of " + word, () -> longText(field, word)));
        }
        return all;
    }

    /** Env files by name. */
    static Map<String, Supplier<byte[]>> envs() {
        return Map.of(
                "names", () -> bytes(lines(90_000, i -> "A" + i + "=1")),
                "wrong lines", () -> fill("", "a b\n", ""),
                "one line", () -> fill("A=", "=", ""),
                "empty lines", () -> fill("", "\r\n", ""));
    }

    /** Ignore files by name. */
    static Map<String, Supplier<byte[]>> ignores() {
        return Map.of(
                "stars", () -> fill("", "*a", ""),
                "double stars", () -> fill("", "**/a", ""),
                "classes", () -> fill("", "[a-b]", ""),
                "dots", () -> fill("", "../", ""),
                "lines of stars", () -> fill("", "*a*a*a*a*b\n", ""),
                "exceptions", () -> fill("", "!**/*a*\n", ""),
                "one name", () -> fill("", "a", ""));
    }

    private static String bomb() {
        return APP + "x-0: &a0 [lol, lol]\n"
                + lines(
                        30,
                        i -> "x-" + (i + 1) + ": &a" + (i + 1) + " [" + ("*a" + i + ", ").repeat(9) + "*a" + i + "]");
    }

    private static String sharedLabels() {
        return "x-a: &a\n" + lines(1000, i -> " label-" + i + ": value") + "services:\n"
                + lines(20_000, i -> " s" + i + ": {image: a, labels: *a}");
    }

    private static String longNames() {
        String name = "n".repeat(900);
        return lines(90, i -> " ".repeat(i) + name + ":") + " ".repeat(90) + "a: [" + "a,".repeat(400_000) + "]\n";
    }

    private static String unknownNetworks() {
        return "networks:\n" + lines(20_000, i -> " network-number-" + i + ":") + "services:\n"
                + lines(10_000, i -> " s" + i + ": {image: a, networks: [netwrk-number-" + i + "]}");
    }

    private static byte[] longText(String field, String word) {
        int holes = field.length() - field.replace("_", "").length();
        String text = word.repeat((SIZE / holes - 200) / word.length());
        return bytes("services: {app: {image: a, " + field.replace("_", "\"" + text + "\"") + "}}\n");
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static byte[] fill(String before, String word, String after) {
        return bytes(before + word.repeat((SIZE - before.length() - after.length()) / word.length()) + after);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
