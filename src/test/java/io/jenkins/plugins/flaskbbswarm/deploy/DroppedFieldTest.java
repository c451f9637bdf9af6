package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An engine ignores a field that no table of ours knows: told once, no difference, and nobody else's write. */
class DroppedFieldTest {
    private static final Namespace STACK = new Namespace("droppedfield");
    private static final String FIELD = "TaskTemplate.ContainerSpec.FutureField";
    private static final String WARNING = "does not store " + FIELD;

    private static ReleaseBench bench(String address, String image) throws Exception {
        ReleaseBench bench = ReleaseBench.on(address, image, STACK.name());
        bench.footprint().erase();
        return bench.service("app", "sleep 1000", has("one"))
                .service("db", "sleep 1000")
                .service("web", "sleep 1000");
    }

    private static Consumer<ObjectNode> has(String value) {
        return spec -> spec.withObject("/TaskTemplate/ContainerSpec/FutureField")
                .put("Setting", value)
                .put("Count", 0);
    }

    private static List<Event.Warning> warnings(ReleaseBench bench) {
        List<Event.Warning> warnings = bench.events().stream()
                .filter(Event.Warning.class::isInstance)
                .map(Event.Warning.class::cast)
                .filter(warning -> warning.text().contains("does not store"))
                .toList();
        bench.forgetEvents();
        return warnings;
    }

    private static int releases(ReleaseBench bench) throws InterruptedException {
        return new SwarmReader(bench.engine()).read(STACK).releases().currentNumber();
    }

    private static void isToldOnceAndNoDifference(ReleaseBench bench) throws Exception {
        assertThat(bench.release().release()).isEqualTo(1);
        assertThat(warnings(bench)).singleElement().satisfies(warning -> {
            assertThat(warning.subject()).isEqualTo("service droppedfield_app");
            assertThat(warning.text()).contains(WARNING).contains("API 1.");
        });
        var tasks = bench.runningTasks();

        assertThat(bench.release().changed()).isFalse();
        assertThat(releases(bench)).isEqualTo(1);
        assertThat(warnings(bench)).isEmpty();

        bench.service("db", "sleep 2000");
        assertThat(bench.release().release()).isEqualTo(2);
        assertThat(bench.release().changed())
                .as("after a release of another service")
                .isFalse();
        assertThat(warnings(bench)).isEmpty();
        assertThat(bench.runningTasks()).containsEntry("droppedfield_app", tasks.get("droppedfield_app"));

        bench.service("app", "sleep 1000", has("two"));
        assertThat(bench.release().release()).as("it changed").isEqualTo(3);
        assertThat(warnings(bench)).hasSize(1);
        assertThat(bench.release().changed()).isFalse();
        assertThat(releases(bench)).isEqualTo(3);

        bench.service("app", "sleep 1000").service("web", "sleep 1000", has("three"));
        assertThat(bench.release().release()).as("of an update").isEqualTo(4);
        assertThat(warnings(bench)).extracting(Event.Warning::subject).containsExactly("service droppedfield_web");
        assertThat(bench.release().changed()).isFalse();
    }

    @Test
    void isToldOnceAndNoDifferenceAfterwards() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").ignoresField(FIELD);
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            isToldOnceAndNoDifference(bench);
        }
    }

    @Test
    @RequiresLab
    void isToldOnceAndNoDifferenceAfterwardsOnARealEngine() throws Exception {
        try (ReleaseBench bench = bench(Lab.engine(), Lab.variable("LAB_BUSYBOX"))) {
            isToldOnceAndNoDifference(bench);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskTemplate.RestartPolicy",
                "TaskTemplate.ContainerSpec.Hostname",
                "TaskTemplate.ContainerSpec.Mounts",
                "Labels.team",
                "EndpointSpec.Mode",
                "UpdateConfig.MaxFailureRatio",
                "TaskTemplate.ContainerSpec.Init"
            })
    void mayBeAnyField(String path) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").ignoresField(path);
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.service("app", "sleep 1000", spec -> {
                spec.withObject("/Labels").put("team", "blue");
                spec.withObject("/EndpointSpec")
                        .put("Mode", "dnsrr")
                        .withArray("Ports")
                        .addObject()
                        .put("TargetPort", 80)
                        .put("PublishMode", "host");
                spec.withObject("/UpdateConfig").put("MaxFailureRatio", 0.3).put("Parallelism", 1);
                ObjectNode container = spec.withObject("/TaskTemplate/ContainerSpec");
                container.put("Hostname", "h").put("Init", true);
                container.withArray("Mounts").addObject().put("Type", "tmpfs").put("Target", "/t");
                spec.withObject("/TaskTemplate/RestartPolicy").put("MaxAttempts", 7);
            });
            assertThat(bench.release().release()).isEqualTo(1);
            assertThat(warnings(bench)).extracting(Event.Warning::text).anyMatch(text -> text.contains(path));
            assertThat(bench.release().changed()).isFalse();
            assertThat(warnings(bench)).isEmpty();
        }
    }

    @Test
    void isTriedAgainWithAnEngineThatSpeaksAnotherVersion() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").ignoresField(FIELD);
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.release();
            var release = new SwarmReader(bench.engine())
                    .read(STACK)
                    .releases()
                    .current()
                    .orElseThrow();
            assertThat(release.dropped().by("1.41").services()).containsOnlyKeys("droppedfield_app");
            assertThat(release.dropped().by("1.99").services()).isEmpty();
        }
    }

    @Test
    void isNoForeignWriteAfterAFailure() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").ignoresField(FIELD);
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.service("app", "sleep 1000").release();
            bench.service("app", "sleep 2000", has("two"))
                    .service("db", "exit 1")
                    .failures(1);
            assertThatThrownBy(bench::release)
                    .isInstanceOfSatisfying(ReleaseFailedException.class, failed -> assertThat(failed.stack())
                            .isEqualTo(ReleaseFailedException.Stack.WHOLE))
                    .hasMessageContaining("back at release 1");
        }
    }

    @Test
    void isNoForeignWriteAfterAnAbortThatLeavesTheStack() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").ignoresField(FIELD);
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.onAbort(OnAbort.LEAVE);
            bench.service("db", "sleep 1000", ReleaseBench::neverHealthy);
            bench.when(
                    event -> event instanceof Event.ServiceChanged changed
                            && changed.service().endsWith("_app"),
                    Thread.currentThread()::interrupt);
            assertThatThrownBy(bench::release)
                    .hasMessageContaining("new: droppedfield_app, droppedfield_db, droppedfield_web");
        }
    }

    @Test
    void hidesNoForeignWrite() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1").ignoresField(FIELD);
                ReleaseBench bench = bench(swarm.address(), "busybox:1")) {
            bench.service("app", "sleep 1000", spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                    .put("Hostname", "h"));
            bench.release();
            bench.service("app", "sleep 2000", spec -> {
                has("one").accept(spec);
                spec.withObject("/TaskTemplate/ContainerSpec").put("Hostname", "h");
            });
            bench.when(new Event.Note("service droppedfield_app", "updated")::equals, () -> {
                try {
                    ByHand.change(
                            bench.engine(), "droppedfield_app", spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                                    .remove("Hostname"));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(bench::release)
                    .hasMessageContaining("another client changed it")
                    .hasMessageContaining("Hostname: h → (none)");
        }
    }

    @Test
    void isToldByADeploymentThatNobodyWatches() throws Exception {
        try (FakeDeployments deployments = new FakeDeployments()) {
            deployments.swarm.ignoresField("TaskTemplate.ContainerSpec.Hostname");
            var detached = new StackDeployOptions(
                    ImageResolutionPolicy.NEVER,
                    true,
                    false,
                    new StackDeployOptions.ReleaseMode(false, Optional.empty()));
            deployments.deploy(detached, "app: {image: a, hostname: h}");
            assertThat(deployments.events)
                    .anyMatch(event -> event.toString().contains("does not store TaskTemplate.ContainerSpec.Hostname"));
        }
    }
}
