package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A release is killed with {@code kill -9} at a random moment, again and again, and each time the next release ends with
 * the stack right and nothing left over. {@code -Dkill.rounds=100 -Dkill.seed=n} for more or others.
 */
@RequiresLab
class KillTableTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 25);
    private static final long SEED = Long.getLong("kill.seed", 20_260);
    private static final int LATEST_MILLIS = 500; // after a phase began
    private static final int FIRST_RELEASES = 5; // one round in so many begins with no stack at all
    private static final int LANES = 5;

    static IntStream lanes() {
        return IntStream.range(0, LANES);
    }

    @ParameterizedTest(name = "lane {0}")
    @MethodSource("lanes")
    void theNextReleaseIsRight(int lane) throws Exception {
        Random random = new Random(SEED + lane);
        Map<String, Integer> killed = new TreeMap<>();
        try (ReleaseBench stack = ReleaseBench.onTheLabsEngine("kill" + lane)) {
            stack.footprint().erase();
            for (int round = lane; round < ROUNDS; round += LANES) {
                if (random.nextInt(FIRST_RELEASES) == 0) {
                    stack.footprint().erase();
                }
                killed.merge(oneRound(random, round, lane), 1, Integer::sum);
            }
        }
        System.out.println("Kill table, seed " + (SEED + lane) + ": killed in " + killed + ", right again each time");
    }

    private static String oneRound(Random random, int round, int lane) throws Exception {
        KillVariant victim = new KillVariant(random.nextInt(12), random.nextInt(4) == 0);
        KillVariant next = new KillVariant(random.nextBoolean() ? victim.number() : random.nextInt(12), false);
        List<String> phases = victim.phases();
        String from = phases.get(random.nextInt(phases.size()));
        int moment = random.nextInt(LATEST_MILLIS);
        String stack = "kill" + lane;
        String phase = KilledRelease.begin(victim, Lab.engine(), Lab.variable("LAB_BUSYBOX"), stack)
                .kill(from, moment);
        String what = "round %d: %s killed in '%s', then %s".formatted(round, victim, phase, next);
        System.out.println(what);
        assertThat(phase)
                .as(what)
                .isIn(Stream.concat(victim.phases().stream(), Stream.of("End")).toList());
        ReleaseBench bench = next.on(Lab.engine(), Lab.variable("LAB_BUSYBOX"), stack);
        bench.release();
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep()))
                .as(what)
                .isEmpty();
        assertThat(bench.release().changed()).as(what + ": again").isFalse();
        bench.engine().close();
        return phase;
    }
}
