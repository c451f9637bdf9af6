package io.jenkins.plugins.flaskbbswarm.preview.sweep;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewBench;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSweep;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Databases whose preview lost its lease. */
class OrphanDatabasesTest {
    @TempDir
    private Path directory;

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private PreviewBench bench;

    @BeforeEach
    void twoPreviews() throws Exception {
        bench = new PreviewBench(swarm.address(), directory);
        bench.up(1);
        bench.up(2);
    }

    @AfterEach
    void close() {
        bench.close();
        swarm.close();
    }

    private void loseTheLease(int pullRequest) throws InterruptedException {
        Leases leases = new Leases(bench.engine());
        leases.remove(leases.find(new Namespace("pr-" + pullRequest)).orElseThrow());
    }

    @Test
    void areDroppedByTheNextSweep() throws Exception {
        loseTheLease(1);
        SweepResult swept = bench.sweep(Optional.empty());
        assertThat(swept.lines(false))
                .containsExactly(
                        "Removed: pr-1, since it has no lease.",
                        "Removed: pr-1, since its database preview_pr_1_00349b26 has no lease.");
        assertThat(bench.databases().names()).containsExactly("preview_pr_2_00349b27");
        assertThat(bench.objects().get("services")).containsExactly("pr-2_app");
        assertThat(bench.sweep(Optional.empty()).swept()).isEmpty();
    }

    @Test
    void areNotLookedForInADryRun() throws Exception {
        loseTheLease(1);
        PreviewSweep.Options dry =
                new PreviewSweep.Options(Optional.empty(), PreviewSweep.Options.DEFAULT.grace(), true);
        assertThat(bench.sweep(dry).lines(true)).containsExactly("Would remove: pr-1, since it has no lease.");
        assertThat(bench.databases().names()).hasSize(2);
    }

    @Test
    void thatCannotBeListedAreTold() throws Exception {
        bench.databases().broken(true);
        SweepResult swept = bench.sweep(Optional.empty());
        assertThat(swept.isClean()).isFalse();
        assertThat(swept.lines(false))
                .contains(
                        "Not wholly removed: flaskbb-swarm-databases, since there may be databases without a lease.",
                        "    they cannot be listed: the server is down");
    }
}
