package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both sides' newest common version of the API, or a sentence. */
class VersionTest {
    @ParameterizedTest(name = "an engine of {0} to {1} is spoken to in {2}")
    @CsvSource({
        "1.12, 1.41, 1.41",
        "1.24, 1.43, 1.43",
        "1.44, 1.44, 1.44",
        "1.24, 1.51, 1.51",
        "1.44, 1.52, 1.52",
        "1.40, 1.55, 1.55",
        "1.44, 1.56, 1.55",
        "1.55, 1.70, 1.55"
    })
    void agreesOnAVersion(String oldest, String newest, String agreed) throws InterruptedException {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").speaks(oldest, newest);
                Engine engine = Engine.connect(EngineAddress.parse(swarm.address()))) {
            assertThat(engine.apiVersion()).isEqualTo(agreed);
            assertThat(engine.services().list(Filters.none())).isEmpty();
        }
    }

    @Test
    void anEngineThatDroppedAllThatWeKnowIsRefusedAtOnce() {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").speaks("1.60", "1.70")) {
            assertThatThrownBy(() -> Engine.connect(EngineAddress.parse(swarm.address())))
                    .isInstanceOf(EngineException.Unreachable.class)
                    .hasMessage(
                            "the engine at " + swarm.address() + " is newer than this flaskbb-swarm (it says 'client"
                                    + " version 1.55 is too old. Minimum supported API version is 1.60, please upgrade your"
                                    + " client to a newer version'); update flaskbb-swarm, which speaks API 1.55 at most");
            assertThat(swarm.requests()).hasToString("[GET /_ping, GET /_ping]");
        }
    }

    /** One more request for engines that are newer than we are, and for no others. */
    @Test
    void anEngineThatWeKnowIsAskedOnce() throws InterruptedException {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").isEngine29();
                Engine engine = Engine.connect(EngineAddress.parse(swarm.address()))) {
            assertThat(engine.apiVersion()).isEqualTo("1.55");
            assertThat(swarm.requests()).hasToString("[GET /_ping]");
        }
    }

    /** What stands before the engine may not let a ping with a version through, and all else. */
    @Test
    void aProxyThatForbidsTheSecondPingIsNoRefusal() throws InterruptedException {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").speaks("1.44", "1.70")) {
            swarm.on("GET", "/_ping").times(1).delay(Duration.ZERO);
            swarm.on("GET", "/_ping").refuse(403, "forbidden");
            try (Engine engine = Engine.connect(EngineAddress.parse(swarm.address()))) {
                assertThat(engine.apiVersion()).isEqualTo("1.55");
            }
        }
    }
}
