package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.fuzz.Mutator;
import io.jenkins.plugins.flaskbbswarm.fuzz.Verdict;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.CannedConnection;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;
import io.jenkins.plugins.flaskbbswarm.http.HttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Bad answers to the client itself, bad logs and bad streams of messages. */
public final class StreamAnswerFuzzer {
    private static final String TREE =
            "[{\"ID\":\"a\",\"Version\":{\"Index\":3},\"Spec\":{\"Name\":\"b\",\"Labels\":{\"c\":\"d\"}},\"n\":[1,2,null]}]";
    private static final String EVENTS =
            "{\"Type\":\"service\",\"Action\":\"update\",\"Actor\":{\"ID\":\"x\",\"Attributes\":{\"name\":\"y\"}},\"timeNano\":1}\n";
    private static final LogOptions OPTIONS = LogOptions.all().withTimestamps().withDetails();

    private final Mutator mutator;
    private final byte[] log;
    private final HttpClient http;

    public StreamAnswerFuzzer(long seed) {
        mutator = new Mutator(seed);
        log = log();
        http = new HttpClient(
                CannedConnection.connector(line -> mutator.answer(CannedConnection.ok(
                        "Content-Type: application/json\r\n", TREE.getBytes(StandardCharsets.UTF_8)))),
                1);
    }

    private static byte[] log() {
        ByteBuffer all = ByteBuffer.allocate(10_000);
        for (String line : List.of(
                "2024-01-01T00:00:00.000000001Z com.docker.swarm.node.id=a,x=%20b hello\n",
                "2024-01-01T00:00:01Z com.docker.swarm.node.id=a half", " a line\r\n")) {
            byte[] text = line.getBytes(StandardCharsets.UTF_8);
            all.putInt(line.length() % 2 + 1 << 24).putInt(text.length).put(text);
        }
        return java.util.Arrays.copyOf(all.array(), all.position());
    }

    /** Reads one answer of each kind; returns how many. */
    public int round(Verdict verdict) {
        verdict.judge(
                "http",
                () -> BoundedJson.tree(http.send(
                                new HttpRequest(
                                        "GET", "/x", Map.of(), new io.jenkins.plugins.flaskbbswarm.http.Body.None()),
                                Duration.ofSeconds(20))
                        .body()));
        verdict.judge("log", () -> lines(LogFrames.multiplexed(changed(log))));
        verdict.judge("raw log", () -> lines(LogFrames.raw(changed(log))));
        verdict.judge(
                "messages", () -> new MessageStream(changed(EVENTS.repeat(3).getBytes(StandardCharsets.UTF_8)))
                        .forEach(new PushDigest()));
        return 4;
    }

    private InputStream changed(byte[] good) {
        return new ByteArrayInputStream(mutator.body(good));
    }

    private static void lines(LogFrames frames) throws IOException {
        LogLines lines = new LogLines(frames, new LogPrefix(OPTIONS));
        while (lines.next().isPresent()) {
            // to the end
        }
    }
}
