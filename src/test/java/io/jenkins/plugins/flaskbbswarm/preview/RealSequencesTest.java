package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.lab.EngineProxy;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The random lives of {@link PreviewSequencesTest} on a real engine, one after another, since what lies there between
 * two of them is theirs. {@code -Dpreview.sequences.real=20 -Dpreview.seed=…}.
 */
@RequiresLab
class RealSequencesTest {
    private static final int SEQUENCES = Integer.getInteger("preview.sequences.real", 3);
    private static final long SEED = Long.getLong("preview.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @Test
    void neverAnOrphanNorAWantedPreviewRemoved() throws Exception {
        Random seeds = new Random(SEED);
        for (int i = 0; i < SEQUENCES; i++) {
            Path own = Files.createDirectory(directory.resolve("life-" + i));
            try (EngineProxy engine = new EngineProxy();
                    PreviewBench bench = new PreviewBench(engine.address(), own).image(Lab.variable("LAB_BUSYBOX"))) {
                PreviewSequence.Victim victim = new PreviewSequence.Victim(engine::diesAfterWrites, engine::isWell);
                assertThat(new PreviewSequence(victim, bench, new Random(seeds.nextLong())).run())
                        .as("life %d of seed %d", i, SEED)
                        .isEmpty();
                bench.clear();
            }
        }
    }
}
