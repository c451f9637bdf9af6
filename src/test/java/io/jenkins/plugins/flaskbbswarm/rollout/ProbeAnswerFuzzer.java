package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.fuzz.Mutator;
import io.jenkins.plugins.flaskbbswarm.fuzz.Verdict;
import io.jenkins.plugins.flaskbbswarm.http.CannedConnection;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Bad answers to probes. */
public final class ProbeAnswerFuzzer {
    private static final Probe PROBE = new Probe(
            URI.create("http://127.0.0.1/"),
            Optional.empty(),
            200,
            Optional.of("ok"),
            Duration.ofSeconds(1),
            Optional.empty());
    private static final byte[] GOOD =
            CannedConnection.ok("Content-Type: text/html\r\n", "<p>ok</p>".getBytes(StandardCharsets.UTF_8));

    private final Mutator mutator;
    private final HttpClient client;

    public ProbeAnswerFuzzer(long seed) {
        mutator = new Mutator(seed);
        client = new HttpClient(CannedConnection.connector(line -> mutator.answer(GOOD)), 1);
    }

    /** One answer. */
    public int round(Verdict verdict) {
        verdict.judge("probe", () -> new ProbeRequest(PROBE, Duration.ofSeconds(20)).send(client));
        return 1;
    }
}
