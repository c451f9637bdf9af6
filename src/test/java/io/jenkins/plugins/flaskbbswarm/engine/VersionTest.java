package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

class VersionTest {
    @ParameterizedTest(name = "an engine of {0} is spoken to in {1}")
    @CsvSource({"1.41, 1.41", "1.43, 1.43", "1.44, 1.44", "1.51, 1.51", "1.52, 1.51", "2.0, 1.51"})
    void agreesOnAVersion(String theirs, String agreed) throws IOException, InterruptedException {
        try (PingServer server = PingServer.plain(theirs);
                Engine engine = Engine.connect(EngineAddress.parse("tcp://127.0.0.1:" + server.port()))) {
            assertThat(engine.apiVersion()).isEqualTo(agreed);
        }
    }
}
