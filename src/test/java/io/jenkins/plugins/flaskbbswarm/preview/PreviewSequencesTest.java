package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random lives of three pull requests, with closes and kills at any write. Whatever happened: a sweep leaves exactly the
 * previews that are wanted, whole, and never touches one of them. {@code -Dpreview.sequences=200 -Dpreview.seed=…}.
 */
class PreviewSequencesTest {
    private static final int SEQUENCES = Integer.getInteger("preview.sequences", 40);
    private static final long SEED = Long.getLong("preview.seed", System.nanoTime());

    /** Most of the time is spent waiting for tasks. */
    private static final int AT_A_TIME = 6;

    @TempDir
    private Path directory;

    @Test
    void neverAnOrphanNorAWantedPreviewRemoved() throws Exception {
        Random seeds = new Random(SEED);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        List<Future<String>> all = new ArrayList<>();
        try {
            for (int i = 0; i < SEQUENCES; i++) {
                long seed = seeds.nextLong();
                all.add(threads.submit(() -> run(seed)));
            }
            for (Future<String> one : all) {
                assertThat(one.get()).as("seed %d", SEED).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Empty if all went well, else the story. */
    private String run(long seed) throws Exception {
        Path own = Files.createDirectory(directory.resolve(Long.toHexString(seed)));
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                PreviewBench bench = new PreviewBench(swarm.address(), own)) {
            PreviewSequence.Victim victim = new PreviewSequence.Victim(swarm::diesAfterWrites, swarm::isWell);
            return new PreviewSequence(victim, bench, new Random(seed)).run();
        }
    }
}
