package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole releases while the swarm is in trouble: each write happens once, whatever is said of it. */
class TroubledReleaseTest {
    private static final String LOST =
            "rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status";

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private ReleaseBench bench;

    @BeforeEach
    void aRelease() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb")
                .service("app", "sleep 1000")
                .config("c", "one")
                .network("net")
                .keep(1);
        bench.service("old", "sleep 1000", bench::onNetwork).release();
        bench.without("old").config("c", "two").secret("s", "one").service("new", "sleep 1000");
        bench.stack().withoutNetwork("net").network("new");
        bench.migration("echo migrated");
    }

    @AfterEach
    void close() {
        bench.engine().close();
        swarm.close();
    }

    static Stream<Arguments> troubles() {
        Map<String, Consumer<Fault>> ways = Map.of(
                "done, but said to have failed",
                fault -> fault.commitThenRefuse(500, LOST),
                "not done",
                fault -> fault.refuse(500, LOST),
                "done without an answer",
                Fault::commitThenDrop,
                "not done without an answer",
                Fault::drop);
        return Stream.of(
                        "POST /networks/create",
                        "POST /configs/create",
                        "POST /secrets/create",
                        "POST /services/create",
                        "POST /services/.*/update",
                        "DELETE /services/.*",
                        "DELETE /networks/.*",
                        "DELETE /configs/.*")
                .flatMap(write ->
                        ways.entrySet().stream().map(way -> Arguments.of(write, way.getKey(), way.getValue())));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("troubles")
    void theFirstWriteOfAKind(String write, String way, Consumer<Fault> trouble) throws Exception {
        String[] words = write.split(" ");
        trouble.accept(swarm.on(words[0], words[1]));
        assertThat(bench.release().release()).isEqualTo(2);
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isEmpty();
        assertThat(bench.events()).noneMatch(Event.Warning.class::isInstance);
        assertThat(bench.release().changed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Networks, secrets and configs", "Migrate", "Roll out"})
    void theLeaderIsLostForASecond(String phase) throws Exception {
        bench.when(new Event.PhaseStarted(phase)::equals, () -> swarm.losesItsLeader(Duration.ofSeconds(1)));
        assertThat(bench.release().release()).isEqualTo(2);
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isEmpty();
    }

    @Test
    void theLeaderIsLostWhileTheStackIsPutBack() throws Exception {
        String before = bench.footprint().lines().toString();
        bench.service("bad", "exit 3")
                .when(new Event.PhaseStarted("Rollback")::equals, () -> swarm.losesItsLeader(Duration.ofSeconds(1)));
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageEndingWith("The stack is back at release 1." + bench.migrationThatStays());
        assertThat(bench.footprint().lines()).hasToString(before);
    }
}
