package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What somebody else did to a stack, or what left its files, is as it was after a release that failed, after a repair and
 * after a rollback to a kept release: each goes back to what is its own, and touches nothing else.
 */
class RollbackScopeTest {
    private static final Namespace STACK = new Namespace("scope");

    /** What is there that the last release knows nothing of. */
    enum Foreign {
        A_SERVICE_THAT_LEFT_THE_FILE(bench -> {
            bench.service("db", "sleep 1000", bench::onNetwork).release();
            bench.prune(false).without("db").release();
        }),
        REPLICAS_SET_BY_HAND(
                bench -> ByHand.change(bench.engine(), "scope_web", spec -> spec.withObject("/Mode/Replicated")
                        .put("Replicas", 2))),
        A_DRIFTED_SERVICE(bench ->
                ByHand.change(bench.engine(), "scope_web", spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                        .put("Hostname", "by-hand"))),
        A_SERVICE_OF_ANOTHER_TOOL(bench -> {
            ObjectNode spec = JsonNodeFactory.instance.objectNode();
            spec.setAll(bench.specs().get("scope_web"));
            bench.engine().services().create(spec.put("Name", "scope_other"), Optional.empty());
            while (!bench.runningTasks().containsKey("scope_other")) {
                Thread.sleep(20);
            }
        }),
        AN_UNUSED_NETWORK(bench -> {
            ObjectNode network = labelled("scope_spare").put("Driver", "overlay");
            bench.engine().networks().create(network);
        }),
        AN_UNUSED_CONFIG(bench -> bench.engine()
                .configs()
                .create(labelled("scope_spare").put("Data", Base64.getEncoder().encodeToString(new byte[] {1})))),
        A_SERVICE_REMOVED_BY_HAND(bench -> bench.engine()
                .services()
                .remove(bench.engine()
                        .services()
                        .inspect("scope_web")
                        .orElseThrow()
                        .path("ID")
                        .asText()));

        private interface Deed {
            void on(ReleaseBench bench) throws Exception;
        }

        private final Deed deed;

        Foreign(Deed deed) {
            this.deed = deed;
        }

        private static ObjectNode labelled(String name) {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", name);
            body.putObject("Labels").put(Namespace.LABEL, STACK.name());
            return body;
        }
    }

    private static ReleaseBench bench(String address, String image) throws Exception {
        ReleaseBench bench = ReleaseBench.on(address, image, STACK.name());
        bench.footprint().erase();
        return bench.network("net")
                .service("web", "sleep 1000", TinyStack::alone)
                .service("app", "sleep 1000")
                .config("c", "one");
    }

    private static void aFailedReleaseTouchesNothingElse(ReleaseBench bench, Foreign foreign) throws Exception {
        bench.release();
        foreign.deed.on(bench);
        List<String> before = bench.footprint().lines();
        Map<String, ?> tasks = bench.runningTasks();

        bench.config("c", "two")
                .secret("s", "new")
                .service("app", "echo new; exit 3")
                .service("new", "sleep 1000")
                .network("new")
                .monitor(ReleaseBench.LONG_ENOUGH);
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("The stack is back at ");

        assertThat(bench.footprint().lines()).isEqualTo(before);
        Map<String, ?> after = bench.runningTasks();
        assertThat(without("scope_app", "scope_web", after)).isEqualTo(without("scope_app", "scope_web", tasks));
    }

    /** Of services that the release wrote to the tasks are others. */
    private static Map<String, ?> without(String one, String other, Map<String, ?> tasks) {
        tasks.keySet().removeAll(Set.of(one, other));
        return tasks;
    }

    @ParameterizedTest
    @EnumSource(Foreign.class)
    void ofAFailedRelease(Foreign foreign) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            aFailedReleaseTouchesNothingElse(bench, foreign);
        }
    }

    @ParameterizedTest
    @EnumSource(Foreign.class)
    @RequiresLab
    void ofAFailedReleaseOnARealEngine(Foreign foreign) throws Exception {
        try (ReleaseBench bench = bench(Lab.engine(), Lab.variable("LAB_BUSYBOX"))) {
            aFailedReleaseTouchesNothingElse(bench, foreign);
        }
    }

    @Nested
    class OfCommands {
        private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

        private StackCommands commands() throws InterruptedException {
            return StackCommands.open(
                    new DeployConfig.Engine(Optional.of(swarm.address()), Optional.empty()),
                    new DeploymentContext(Map.of(), "a test", Duration.ofSeconds(5), EventSink.silent()));
        }

        @Test
        void aRepairLeavesWhatTheReleaseDoesNotHave() throws Exception {
            try (swarm;
                    ReleaseBench bench = bench(swarm.address(), "busybox:1");
                    StackCommands commands = commands()) {
                bench.release();
                Foreign.A_SERVICE_THAT_LEFT_THE_FILE.deed.on(bench);
                Foreign.AN_UNUSED_NETWORK.deed.on(bench);
                List<String> before = bench.footprint().lines();
                assertThat(commands.drift(STACK).changes().isEmpty()).isTrue();
                assertThat(commands.drift(STACK).others()).containsExactly("scope_db");

                Foreign.A_DRIFTED_SERVICE.deed.on(bench);
                assertThat(commands.drift(STACK).changes().isEmpty()).isFalse();
                commands.repair(STACK);

                assertThat(withoutReleases(bench)).isEqualTo(withoutReleases(before));
            }
        }

        @Test
        void aRollbackTakesWhatLaterReleasesAddedAndNothingElse() throws Exception {
            try (swarm;
                    ReleaseBench bench = bench(swarm.address(), "busybox:1");
                    StackCommands commands = commands()) {
                bench.release();
                List<String> first = withoutReleases(bench);
                bench.service("later", "sleep 1000", Spoil.on("scope_later"))
                        .network("later")
                        .release();
                Foreign.A_SERVICE_OF_ANOTHER_TOOL.deed.on(bench);

                commands.rollback(STACK, 1);

                assertThat(withoutReleases(bench))
                        .filteredOn(line -> !line.startsWith("service scope_other"))
                        .isEqualTo(first);
                assertThat(bench.specs()).containsKey("scope_other");
            }
        }

        @Test
        void aRollbackLeavesWhatAnEarlierReleaseHad() throws Exception {
            try (swarm;
                    ReleaseBench bench = bench(swarm.address(), "busybox:1");
                    StackCommands commands = commands()) {
                bench.service("db", "sleep 1000").release();
                bench.prune(false).without("db").release();
                bench.service("db", "echo again; sleep 1000").release();

                commands.rollback(STACK, 2);

                assertThat(bench.specs()).containsOnlyKeys("scope_app", "scope_db", "scope_web");
            }
        }

        private List<String> withoutReleases(ReleaseBench bench) throws InterruptedException {
            return withoutReleases(bench.footprint().lines());
        }

        private List<String> withoutReleases(List<String> lines) {
            return lines.stream()
                    .filter(line -> !line.startsWith("config scope_release-"))
                    .toList();
        }
    }
}
