package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.rollout.Analysis;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryStep;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Choice;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A release with a canary dies after each of its writes in turn, or one of them is refused: those around the canary, or
 * all with {@code -Dcanary.all=true}.
 */
class CanaryKillTest {
    private static final boolean ALL = Boolean.getBoolean("canary.all");
    private static final int FIRST = ALL ? 1 : 4;
    private static final int LAST = ALL ? 12 : 8;

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private ReleaseBench bench;

    @BeforeEach
    void aRelease() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb")
                .monitor(Duration.ofMillis(20))
                .service("app", "sleep 1000", CanaryKillTest::routed)
                .service("web", "sleep 1000", TinyStack::alone)
                .config("c", "one")
                .strategies(new StrategySettings(
                        new Choice(Kind.CANARY, "deploy.yml:1:1: rollout.strategy"),
                        new TreeMap<>(),
                        List.of(CanaryStep.tasks(1, Duration.ofMillis(20)), CanaryStep.tasks(2, Duration.ofMillis(20))),
                        Duration.ofMillis(10),
                        Analysis.DEFAULT,
                        Optional.empty()));
        bench.release();
        bench.config("c", "two");
    }

    private static void routed(ObjectNode service) {
        service.withObject("/Labels").put("traefik.http.services.app.loadbalancer.server.port", "8000");
    }

    @AfterEach
    void close() {
        bench.engine().close();
        swarm.close();
    }

    static IntStream writes() {
        return IntStream.rangeClosed(FIRST, LAST);
    }

    @ParameterizedTest(name = "after write {0}")
    @MethodSource("writes")
    void theNextReleaseIsRight(int last) throws Exception {
        swarm.diesAfterWrites(last);
        catchThrowable(bench::release);
        swarm.isWell();
        diedWithItsLock();
        if (last % 2 == 0) {
            bench.config("c", "one");
        }
        bench.release();
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isEmpty();
        assertThat(bench.release().changed()).isFalse();
    }

    private void diedWithItsLock() throws InterruptedException {
        DeadLock.rewrite(bench.engine(), bench.stack().name());
    }

    @ParameterizedTest(name = "write {0}")
    @MethodSource("writes")
    void aRefusedWriteIsRolledBack(int refused) throws Exception {
        List<String> before = bench.objects();
        swarm.refusesWrite(refused);
        Throwable failure = catchThrowable(bench::release);
        swarm.refusesWrite(0);
        if (failure != null) {
            assertThat(bench.objects()).as(failure.toString()).isEqualTo(before);
        }
    }
}
