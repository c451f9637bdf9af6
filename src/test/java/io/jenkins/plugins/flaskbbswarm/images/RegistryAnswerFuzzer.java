package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineSettings;
import io.jenkins.plugins.flaskbbswarm.engine.InMemoryEngine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.fuzz.Mutator;
import io.jenkins.plugins.flaskbbswarm.fuzz.Verdict;
import io.jenkins.plugins.flaskbbswarm.http.CannedConnection;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bad answers of registries, of those who give their tokens, and of an engine that builds, pulls and pushes. */
public final class RegistryAnswerFuzzer {
    private static final String SHA = "sha256:" + "ab".repeat(32);
    private static final ImageReference IMAGE = ImageReference.parse("registry.example.org/a/app:1");
    private static final RegistryLogins LOGINS =
            RegistryLogins.of(List.of(new RegistryAuth("registry.example.org", "ci", "sesame".toCharArray())));

    private final Mutator mutator;
    private final Engine engine;
    private final RegistryTransport transport =
            new RegistryTransport(uri -> CannedConnection.connector(this::ofRegistry), Duration.ofSeconds(20));
    private int answers;
    private int asked;

    public RegistryAnswerFuzzer(long seed) throws InterruptedException {
        mutator = new Mutator(seed);
        EngineSettings settings =
                new EngineSettings(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofNanos(1), line -> {});
        engine = InMemoryEngine.over(CannedConnection.connector(this::ofEngine), settings);
    }

    private byte[] ofEngine(String line) {
        answers++;
        return line.contains("_ping")
                ? CannedConnection.ok("Api-Version: 1.44\r\n", new byte[0])
                : mutator.answer(CannedConnection.ok("Content-Type: application/json\r\n", bytes(said(line))));
    }

    private static String said(String line) {
        if (line.contains("/push")) {
            return "{\"status\":\"Pushing\",\"id\":\"aa\",\"progressDetail\":{\"current\":1,\"total\":9}}\n{\"status\":\"Pushed\",\"id\":\"aa\"}\n"
                    + "{\"status\":\"1: digest: " + SHA + " size: 5\"}\n{\"aux\":{\"Tag\":\"1\",\"Digest\":\"" + SHA
                    + "\"}}\n";
        }
        if (line.contains("/images/create")) {
            return "{\"status\":\"Downloading\",\"id\":\"aa\",\"progressDetail\":{\"total\":9}}\n{\"status\":\"Pull complete\",\"id\":\"aa\"}\n";
        }
        return "{\"Id\":\"" + SHA + "\",\"RepoTags\":[\"a:1\"],\"Config\":{\"Labels\":{\"a\":\"b\"}}}";
    }

    private byte[] ofRegistry(String line) {
        answers++;
        asked++;
        if (line.contains("/token")) {
            return changed(CannedConnection.ok("", bytes("{\"token\":\"let-me\",\"expires_in\":60}")));
        }
        if (asked == 1) {
            String challenge = "WWW-Authenticate: Bearer realm=\"https://registry.example.org/token\",service=\"x\"";
            byte[] refusal = bytes("HTTP/1.1 401 No\r\n" + challenge + "\r\nContent-Length: 0\r\n\r\n");
            return mutator.once(2) ? refusal : mutator.answer(refusal);
        }
        if (line.contains("/tags/list")) {
            String link = "Link: </v2/a/app/tags/list?n=1&last=" + asked + ">; rel=\"next\"\r\n";
            return changed(
                    CannedConnection.ok(asked < 5 ? link : "", bytes("{\"name\":\"a/app\",\"tags\":[\"1\",\"2\"]}")));
        }
        String headers = "Docker-Content-Digest: " + SHA
                + "\r\nContent-Type: application/vnd.docker.distribution.manifest.v2+json\r\n";
        byte[] manifest = CannedConnection.ok(
                headers,
                bytes("{\"schemaVersion\":2,\"annotations\":{\"a\":\"b\"},\"layers\":[{\"digest\":\"" + SHA + "\"}]}"));
        return changed(
                line.startsWith("PUT")
                        ? bytes(new String(manifest, StandardCharsets.UTF_8).replace("200 OK", "201 Created"))
                        : manifest);
    }

    private byte[] changed(byte[] good) {
        return mutator.once(3) ? mutator.answer(good) : good;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Asks for a few things; returns how many answers that took. */
    public int round(Verdict verdict) {
        answers = 0;
        verdict.judge("tags", () -> tags().of(IMAGE));
        verdict.judge("untag", () -> tags().untag(IMAGE));
        verdict.judge("remove", () -> tags().remove(IMAGE, new Digest(SHA)));
        LayerProgress layers = new LayerProgress("a", event -> {});
        verdict.judge("push", () -> new Digest(engine.images().push("a", "1", Optional.empty(), layers)));
        verdict.judge("pull", () -> engine.images().pull("a", "1", Optional.empty(), layers));
        verdict.judge("summary", layers::summary);
        verdict.judge("image", () -> engine.images().inspect("a"));
        BuildProgress build = new BuildProgress("a", SecretArguments.among(Map.of()), event -> {});
        for (int messages = 0; messages < 5; messages++) {
            verdict.judge(
                    "build",
                    () -> build.accept(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                            .objectNode()
                            .put("id", "moby.buildkit.trace")
                            .put("aux", Base64.getEncoder().encodeToString(mutator.bytes(trace())))));
            answers++;
        }
        verdict.judge("failed step", () -> build.failed().map(StepLog::lastLines));
        return answers;
    }

    /** Without a token, but over the same transport. */
    private RegistryTags tags() {
        asked = 0;
        return new RegistryTags(new RegistryCaller(LOGINS, transport, TokenHosts.none()));
    }

    /** A step that started, ended and failed, and a line that it printed, as protobuf. */
    private static byte[] trace() {
        byte[] time = {8, 100, 16, 5};
        byte[] step = join(
                field(1, bytes("id")),
                field(3, bytes("[1/2] RUN x")),
                field(5, time),
                field(6, time),
                field(7, bytes("err")));
        byte[] log = join(field(1, bytes("id")), field(4, bytes("a line\nhalf")));
        return join(field(1, step), field(3, log));
    }

    private static byte[] field(int number, byte[] bytes) {
        return join(new byte[] {(byte) (number << 3 | 2), (byte) bytes.length}, bytes);
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
