package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.deploy.EngineAnswerFuzzer;
import io.jenkins.plugins.flaskbbswarm.engine.StreamAnswerFuzzer;
import io.jenkins.plugins.flaskbbswarm.images.RegistryAnswerFuzzer;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeAnswerFuzzer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A few thousand bad answers, always the same ones: each ends in a result or in a sentence. {@code src/test/fuzz} tries more. */
class AnswersTest {
    private static final long SEED = 14;

    private final Verdict verdict = new Verdict();

    @Test
    void ofProbesLogsAndStreams() {
        StreamAnswerFuzzer streams = new StreamAnswerFuzzer(SEED);
        ProbeAnswerFuzzer probes = new ProbeAnswerFuzzer(SEED);
        for (int round = 0; round < 300; round++) {
            streams.round(verdict);
            probes.round(verdict);
        }
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void ofRegistriesAndBuilds() throws InterruptedException {
        RegistryAnswerFuzzer registry = new RegistryAnswerFuzzer(SEED);
        for (int round = 0; round < 100; round++) {
            registry.round(verdict);
        }
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void toCommandsOnAStack() throws Exception {
        try (EngineAnswerFuzzer engine = new EngineAnswerFuzzer(SEED)) {
            for (int round = 0; round < 10; round++) {
                engine.look(verdict);
            }
            engine.change(verdict, 0);
        }
        assertThat(verdict.findings()).isEmpty();
    }
}
