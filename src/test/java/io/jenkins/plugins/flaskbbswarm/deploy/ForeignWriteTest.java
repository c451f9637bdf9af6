package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Somebody else writes to a service in the middle of a rollout: then the release is no success, and it says so. */
class ForeignWriteTest {
    private static final Namespace STACK = new Namespace("foreign");

    /** What somebody does after the release has updated {@code foreign_app}. */
    enum Write {
        UPDATES_WHAT_THE_RELEASE_UPDATED(
                bench -> hostname(bench, "foreign_app"),
                "foreign_app: another client changed it (TaskTemplate.ContainerSpec.Hostname: (none) → by-hand)"),
        UPDATES_WHAT_THE_RELEASE_LEFT(bench -> hostname(bench, "foreign_web"), ""),
        REMOVES_WHAT_THE_RELEASE_UPDATED(
                bench -> bench.engine().services().remove("foreign_app"), "foreign_app: another client removed it");

        private interface Deed {
            void on(ReleaseBench bench) throws InterruptedException;
        }

        private final Deed deed;
        private final String left;

        Write(Deed deed, String left) {
            this.deed = deed;
            this.left = left;
        }

        private static void hostname(ReleaseBench bench, String service) throws InterruptedException {
            ByHand.change(bench.engine(), service, spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                    .put("Hostname", "by-hand"));
        }
    }

    private static ReleaseBench bench(String address, String image) throws Exception {
        ReleaseBench bench = ReleaseBench.on(address, image, STACK.name());
        bench.footprint().erase();
        return bench.service("app", "echo one; sleep 1000")
                .service("db", "echo one; sleep 1000")
                .service("web", "sleep 1000");
    }

    private static void when(ReleaseBench bench, Write write) {
        bench.when(new Event.Note("service foreign_app", "updated")::equals, () -> {
            try {
                write.deed.on(bench);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void isNoSuccess(ReleaseBench bench, Write write) throws Exception {
        bench.release();
        String db = bench.specs().get("foreign_db").toString();
        bench.service("app", "echo two; sleep 1000").service("db", "echo two; sleep 1000");
        when(bench, write);

        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, bench::release);

        assertThat(failed).isNotNull();
        assertThat(failed.stack())
                .as(failed.getMessage())
                .isEqualTo(
                        write.left.isEmpty()
                                ? ReleaseFailedException.Stack.WHOLE
                                : ReleaseFailedException.Stack.BROKEN);
        assertThat(failed).hasMessageContaining("another client").hasMessageContaining(write.left);
        assertThat(new SwarmReader(bench.engine()).read(STACK).releases().currentNumber())
                .isEqualTo(1);
        assertThat(bench.specs().get("foreign_db")).hasToString(db);
        assertThat(bench.specs().toString().contains("by-hand"))
                .as("what was written stays")
                .isEqualTo(write != Write.REMOVES_WHAT_THE_RELEASE_UPDATED);
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void inARollout(Write write) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            isNoSuccess(bench, write);
        }
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    @RequiresLab
    void inARolloutOnARealEngine(Write write) throws Exception {
        try (ReleaseBench bench = bench(Lab.engine(), Lab.variable("LAB_BUSYBOX"))) {
            isNoSuccess(bench, write);
        }
    }

    @Test
    void beforeTheReleaseCouldWriteItIsNotOverwritten() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.release();
            bench.service("app", "echo two; sleep 1000").when(new Event.PhaseStarted("Roll out")::equals, () -> {
                try {
                    Write.hostname(bench, "foreign_app");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, bench::release);

            assertThat(failed)
                    .hasMessageContaining("foreign_app: another client changed it before this release could"
                            + " (TaskTemplate.ContainerSpec.Hostname: (none) → by-hand)");
            assertThat(bench.specs().get("foreign_app").toString()).contains("by-hand", "echo one");
        }
    }

    @Test
    void aServiceThatIsAddedIsToldAndStays() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.release();
            ObjectNode other = JsonNodeFactory.instance.objectNode();
            other.setAll(bench.specs().get("foreign_web"));
            bench.service("app", "echo two; sleep 1000")
                    .when(new Event.Note("service foreign_app", "updated")::equals, () -> {
                        try {
                            bench.engine().services().create(other.put("Name", "foreign_other"), Optional.empty());
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });

            assertThat(bench.release().release()).isEqualTo(2);

            assertThat(bench.notes())
                    .contains(
                            "service foreign_other: another client added it to the stack during the release; it stays");
            assertThat(bench.specs()).containsKey("foreign_other");
        }
    }
}
