package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.RedisDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When there is no place for one more preview, and what then makes place. */
class LimitsTest {
    private static final String RESERVING = PreviewBench.STACK.replace(
            "    configs: [site]\n",
            "    configs: [site]\n    deploy: {replicas: 2, resources: {reservations: {cpus: '0.5', memory: 64m}}}\n");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {repository: 2, swarm: 9}                  | the repository forum/forum has 2 previews (pr-1, pr-2), which is all that preview.limits.repository allows
                    {repository: 9, swarm: 2}                  | the swarm has 2 previews (pr-1 (forum/forum #1), pr-2 (forum/forum #2)), which is all that preview.limits.swarm allows
                    {repository: 9, swarm: 9, cpus: '2.5'}     | with this one the previews would have 3 services, 6 tasks, 3.00 CPUs and 384 MiB reserved (pr-1, pr-2), which is all that preview.limits.cpus allows
                    {repository: 9, swarm: 9, memory: 300m}    | with this one the previews would have 3 services, 6 tasks, 3.00 CPUs and 384 MiB reserved (pr-1, pr-2), which is all that preview.limits.memory allows
                    """)
    void theThirdPreviewIsRefused(String limits, String reason) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                PreviewBench bench = new PreviewBench(swarm.address(), directory)) {
            bench.stack(RESERVING).limits(limits);
            bench.up(1);
            bench.up(2);
            assertThatThrownBy(() -> bench.up(3))
                    .isInstanceOf(PreviewFailedException.class)
                    .hasMessageContaining("Preview limit reached for pr-3: " + reason)
                    .hasMessageEndingWith("Nothing was changed.");
            assertThat(bench.previews()).hasSize(2);
            assertThat(bench.databases().names()).hasSize(2);

            bench.up(2);
            bench.down(1);
            bench.up(3);
            assertThat(bench.previews()).extracting(Preview::pullRequest).containsExactlyInAnyOrder(2, 3);
        }
    }

    /** A small first push is no way around the limit of all. */
    @Test
    void aPreviewThatGrowsIsAskedForItsPlaceAgain() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                PreviewBench bench = new PreviewBench(swarm.address(), directory)) {
            bench.stack(RESERVING).limits("{cpus: '2'}");
            bench.up(1);
            bench.up(2);
            bench.stack(RESERVING.replace("replicas: 2", "replicas: 3"));
            assertThatThrownBy(() -> bench.up(2))
                    .isInstanceOf(PreviewFailedException.class)
                    .hasMessageContaining("with this one the previews would have 2 services, 5 tasks, 2.50 CPUs")
                    .hasMessageContaining("all that preview.limits.cpus allows")
                    .hasMessageEndingWith("Nothing was changed.");
            assertThat(bench.previews()).hasSize(2);

            bench.stack(RESERVING).limits("{cpus: '1'}");
            bench.up(2);
        }
    }

    @Test
    void aPreviewWhoseLeaseEndedMakesPlace() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                PreviewBench bench = new PreviewBench(swarm.address(), directory)) {
            bench.limits("{repository: 1}");
            bench.up(1);
            bench.later(Duration.ofHours(2));
            bench.up(2);
            assertThat(bench.previews()).extracting(Preview::pullRequest).containsExactly(2);
            assertThat(bench.databases().names()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "'1 2', 3", "'2 3', 1", "'1 2 3', -1"})
    void theLowestFreeNumberOfRedis(String taken, int expected) {
        List<Preview> previews = List.of(taken.split(" ")).stream()
                .filter(number -> !number.isEmpty())
                .map(number -> SamplePreview.withRedis(Integer.parseInt(number)))
                .toList();
        OptionalInt free = RedisDatabases.free(previews, 4);
        assertThat(free).isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
    }
}
