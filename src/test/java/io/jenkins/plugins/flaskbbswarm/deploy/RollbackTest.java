package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.StoredRelease;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Twelve releases of a stack, each with an image, a secret and a config of its own; the last ten can be brought back. */
class RollbackTest {
    private static final int RELEASES = 12;
    private static final int KEPT = 10;
    private static final Namespace STACK = new Namespace("back");

    @Test
    void anyOfTheLastTenComesBackExactly() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = ReleaseBench.on(swarm.address(), "busybox", STACK.name())) {
            UnaryOperator<String> image =
                    number -> "r.io/app:1@sha256:" + number.repeat(64).substring(0, 64);
            SortedMap<Integer, SortedMap<String, ObjectNode>> ran = release(bench, RELEASES, image);

            assertThat(numbers(bench)).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
            assertThat(bench.objects())
                    .as("versions that no kept release needs are gone")
                    .filteredOn(line -> line.startsWith("secret ") || line.startsWith("config "))
                    .hasSize(2 * KEPT);
            rollsBack(
                    bench,
                    swarm.address(),
                    ran,
                    IntStream.rangeClosed(3, RELEASES).boxed().toList());
        }
    }

    @Test
    @RequiresLab
    void onARealEngineTooForTwo() throws Exception {
        try (ReleaseBench bench = ReleaseBench.onTheLabsEngine(STACK.name())) {
            rollsBack(bench, Lab.engine(), release(bench, 4, number -> Lab.variable("LAB_BUSYBOX")), List.of(1, 3));
        }
    }

    /** Releases from the number one on; what ran after each, by its number. */
    private static SortedMap<Integer, SortedMap<String, ObjectNode>> release(
            ReleaseBench bench, int count, UnaryOperator<String> image) throws Exception {
        SortedMap<Integer, SortedMap<String, ObjectNode>> ran = new TreeMap<>();
        bench.keep(KEPT).monitor(Duration.ZERO);
        for (int number = 1; number <= count; number++) {
            String reference = image.apply(Integer.toString(number));
            bench.secret("password", "secret of " + number)
                    .config("site", "config of " + number)
                    .service("app", "echo " + number + "; sleep 1000", body -> body.withObject(
                                    "/TaskTemplate/ContainerSpec")
                            .put("Image", reference))
                    .release();
            ran.put(number, swarmState(bench));
        }
        return ran;
    }

    private static void rollsBack(
            ReleaseBench bench,
            String address,
            SortedMap<Integer, SortedMap<String, ObjectNode>> ran,
            List<Integer> numbers)
            throws Exception {
        try (StackCommands commands = StackCommands.open(
                new DeployConfig.Engine(Optional.of(address), Optional.empty()),
                new DeploymentContext(Map.of(), "a test", Duration.ofSeconds(5), EventSink.silent()))) {
            for (int number : numbers) {
                int made = commands.rollback(STACK, number).release();

                assertThat(swarmState(bench)).as("release " + number).isEqualTo(ran.get(number));
                assertThat(made).isEqualTo(numbers(bench).get(0));
                assertThat(numbers(bench)).hasSizeLessThanOrEqualTo(KEPT);
                assertThat(missingVersions(bench)).isEmpty();
            }
        }
    }

    private static SortedMap<String, ObjectNode> swarmState(ReleaseBench bench) throws InterruptedException {
        return new SwarmReader(bench.engine()).read(STACK).observed().specs();
    }

    private static List<Integer> numbers(ReleaseBench bench) throws InterruptedException {
        return new SwarmReader(bench.engine())
                .read(STACK).releases().all().stream()
                        .map(StoredRelease::number)
                        .toList();
    }

    /** Secrets and configs that some kept release needs and the swarm no longer has. */
    private static TreeSet<String> missingVersions(ReleaseBench bench) throws InterruptedException {
        var state = new SwarmReader(bench.engine()).read(STACK);
        SwarmInventory observed = state.observed();
        TreeSet<String> missing = new TreeSet<>(state.releases().references(KEPT));
        observed.specs().values().forEach(spec -> missing.addAll(References.of(spec)));
        missing.removeAll(observed.secrets().keySet());
        missing.removeAll(observed.configs().keySet());
        return missing;
    }
}
