package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Releases on an engine that takes no API below 1.44, and tells itself what registries say. */
class Engine29Test {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1").isEngine29();
    private ReleaseBench bench;

    @BeforeEach
    void release() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "app:1", "new")
                .config("c", "one")
                .secret("s", "two")
                .service("app", "sleep 1000", Engine29Test::withNewerFields)
                .monitor(Duration.ofMillis(300))
                .migration("echo migrated");
        assertThat(bench.release().changed()).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        swarm.close();
    }

    private static void withNewerFields(ObjectNode service) {
        service.withObject("/TaskTemplate/ContainerSpec").put("OomScoreAdj", 100);
        service.withObject("/TaskTemplate/Resources").put("SwapBytes", 1 << 20).put("MemorySwappiness", 60);
    }

    @Test
    void speaksTheNewestVersionThatBothKnow() {
        assertThat(swarm.requests().stream().map(Recorded::version)).containsOnly("1.55");
    }

    @Test
    void fieldsOfThatVersionAreKeptAndNoDifference() throws Exception {
        assertThat(bench.specs()
                        .get("new_app")
                        .at("/TaskTemplate/Resources/SwapBytes")
                        .asInt())
                .isEqualTo(1 << 20);
        swarm.forgetRequests();

        assertThat(bench.release().changed()).isFalse();
        assertThat(swarm.writes()).isEmpty();
    }

    @Test
    void anImageThatCannotBePulledIsToldInTheNodesWords() throws Exception {
        swarm.image("r:5000/gone:1").cannotBePulled();
        bench.service("app", "sleep 1000", Spoil.image("r:5000/gone:1"));

        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("the node n1 could not pull the image r:5000/gone:1 (it says: failed to resolve"
                        + " reference \"r:5000/gone:1\": r:5000/gone:1: not found): the registry r:5000 has no such image;"
                        + " correct its name or tag, or push it first")
                .hasMessageContaining("back at release 1");
    }
}
