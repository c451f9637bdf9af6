package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A node whose disk is full: the failure says so, also where the engine tells the swarm "No such image". The words of the
 * in-memory swarm are those of engine 20.10.24 whose data was on a full disk.
 */
class FullDiskTest {
    private static final String FULL = "the disk of that node is full; free space there (docker system df";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            it cannot make a container          | n1 | here | n1 | link: no space left on device
            it cannot pull, and is asked itself | n1 | away | n1 | tmp/GetImageBlob
            another node, of whose other tasks it is known | n2 | both | n2 | link: no space left on device
            """)
    void isSaid(String what, String full, String image, String node, String words) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1", "n2").hasLocalImage("here:1");
                ReleaseBench bench =
                        ReleaseBench.on(swarm.address(), image.equals("away") ? "away:1" : "here:1", "bb")) {
            swarm.node(full).hasFullDisk();
            for (String other : new String[] {"n1", "n2"}) {
                swarm.node(other).label("is", other.equals(node) ? "full" : "well");
            }
            bench.service("app", "sleep 1000", FullDiskTest::onTheFullNode).failures(1);
            if (image.equals("both")) {
                bench.service("web", "sleep 1000", spec -> {
                    onTheFullNode(spec);
                    Spoil.image("away:1").accept(spec);
                });
            }
            Throwable failed = catchThrowable(bench::release);
            assertThat(failed)
                    .hasMessageContaining(FULL)
                    .hasMessageContaining(words)
                    .message()
                    .doesNotContain("certs.d", "its registry has it");
        }
    }

    private static void onTheFullNode(com.fasterxml.jackson.databind.node.ObjectNode spec) {
        spec.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.is==full");
    }
}
