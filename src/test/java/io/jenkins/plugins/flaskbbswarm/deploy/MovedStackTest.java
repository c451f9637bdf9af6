package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A stack that moves after a release has looked at it and before it has the lock. */
class MovedStackTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private ReleaseBench bench;

    @BeforeEach
    void release() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb").service("app", "echo first; sleep 1000");
        bench.release();
    }

    @AfterEach
    void close() {
        bench.engine().close();
        swarm.close();
    }

    private interface Move {
        void make() throws Exception;
    }

    private void betweenLookAndLock(Move move) {
        bench.when(
                event -> event instanceof Event.PhaseFinished phase
                        && phase.phase().equals("Secrets and configs"),
                () -> {
                    try {
                        move.make();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private void releaseOfSomebodyElse() throws Exception {
        ReleaseBench other = ReleaseBench.on(swarm.address(), "busybox:1", "bb");
        try {
            other.service("app", "echo of somebody else; sleep 1000").release();
        } finally {
            other.engine().close();
        }
    }

    @Test
    void whatFailsGoesBackToTheReleaseThatCameInBetween() {
        betweenLookAndLock(this::releaseOfSomebodyElse);

        assertThatThrownBy(bench.service("bad", "exit 3")::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageEndingWith("The stack is back at release 2.");

        assertThat(script()).contains("of somebody else");
    }

    @Test
    void whatSucceedsIsTheNextAfterIt() throws Exception {
        betweenLookAndLock(this::releaseOfSomebodyElse);

        assertThat(bench.service("app", "echo second; sleep 1000").release().release())
                .isEqualTo(3);

        assertThat(script()).contains("second");
    }

    @Test
    void aChangeByHandIsPlannedFor() throws Exception {
        betweenLookAndLock(() -> changeByHand("app"));

        bench.service("app", "echo second; sleep 1000").release();

        assertThat(script()).contains("second");
        assertThat(bench.output("plan")).anyMatch(line -> line.contains("by hand"));
    }

    @Test
    void aConfigByHandIsNoReasonToFail() throws Exception {
        betweenLookAndLock(() -> {
            ObjectNode config = bench.engine()
                    .configs()
                    .list(Filters.none())
                    .get(0)
                    .path("Spec")
                    .deepCopy();
            config.put("Name", "by-hand").remove("Labels");
            bench.engine().configs().create(config);
        });

        assertThat(bench.service("app", "echo second; sleep 1000").release().release())
                .isEqualTo(2);
    }

    private void changeByHand(String key) throws InterruptedException {
        ByHand.change(bench.engine(), "bb_" + key, spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                .put("Hostname", "by hand"));
    }

    private String script() {
        try {
            return bench.specs().get("bb_app").toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
