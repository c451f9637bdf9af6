package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.http.HostilePeerContract;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

class HostileProbeContractTest extends HostilePeerContract {
    @TempDir
    private Path folder;

    /** It looks for a text that no hostile answer has; it tries once, since its whole time is shorter than a pause. */
    @Override
    protected void ask(int port, Duration deadline) throws Exception {
        Path ca = Files.write(folder.resolve("ca.pem"), identity.certificatePem());
        URI url = URI.create("https://127.0.0.1:" + port + "/");
        boolean isShort = deadline.compareTo(Duration.ofSeconds(1)) < 0;
        Probe probe = new Probe(
                url,
                Optional.empty(),
                200,
                Optional.of("Welcome"),
                isShort ? Duration.ofMillis(100) : deadline,
                Optional.of(ca));
        if (isShort) {
            new Prober(EventSink.silent(), deadline).await(probe);
        } else {
            once(probe, deadline);
        }
    }

    private static void once(Probe probe, Duration deadline) throws Exception {
        String seen = Prober.tryOnce(probe, deadline);
        if (!seen.isEmpty()) {
            throw new ProbeFailedException(probe, seen);
        }
    }

    @Override
    protected Class<? extends Exception> failure() {
        return ProbeFailedException.class;
    }
}
