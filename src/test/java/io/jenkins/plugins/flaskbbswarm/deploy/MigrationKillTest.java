package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A release with a migration is killed after a random number of its writes, of its rollback as well: the next one, be it
 * the same version, another, the one before, or a rollback to a kept release, ends with a schema that fits its code. A few
 * rounds here; {@code src/lab/lab check undo} has more.
 */
class MigrationKillTest {
    private static final long SEED = Long.getLong("migration.seed", 18);
    private static final int ROUNDS = Integer.getInteger("migration.rounds", 12);
    private static final int MOST_WRITES = 26;

    @Test
    void theNextRunIsRight() throws Exception {
        Random random = new Random(SEED);
        Map<String, Integer> found = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (MigrationBench stack =
                    new MigrationBench(random.nextInt(4) == 0 ? MigrationBench.RESTORE : MigrationBench.UNDO)) {
                found.merge(oneRound(stack, random, round), 1, Integer::sum);
            }
        }
        System.out.println("Migration kill table, seed " + SEED + ": the schema was found " + found);
        assertThat(found).as("kills in the middle").hasSizeGreaterThan(2);
    }

    private static String oneRound(MigrationBench stack, Random random, int round) throws Exception {
        boolean fails = random.nextInt(3) > 0;
        stack.version("b", "migrate b", fails ? "serve b crash" : "serve b");
        stack.swarm.diesAfterWrites(1 + random.nextInt(MOST_WRITES));
        catchThrowable(stack.bench::release);
        stack.makeTheLockThatOfADeadProcess();
        String stage = stack.remembered()
                .map(change -> change.stage().name().toLowerCase(java.util.Locale.ROOT))
                .orElse("settled");

        String next = new String[] {"a", "b", "c", "rollback"}[random.nextInt(4)];
        String what = "round %d: killed when %s, then %s".formatted(round, stage, next);
        if (next.equals("rollback")) {
            try (StackCommands commands = stack.commands()) {
                commands.rollback(stack.bench.stack().name(), 1);
            }
        } else {
            stack.version(next).probe(Optional.empty()).release();
        }
        String schema = next.equals("rollback") ? "a" : next;
        assertThat(stack.database.schema()).as(what).isEqualTo(schema);
        assertThat(stack.code()).as(what).isEqualTo("serve " + schema);
        assertThat(stack.replicas()).as(what).isEqualTo(3);
        assertThat(stack.database.misfits()).as(what).isEmpty();
        assertThat(stack.bench.lock()).as(what).isEmpty();
        assertThat(stack.remembered()).as(what).isEmpty();
        assertThat(stack.bench.objects())
                .as(what)
                .noneMatch(line -> line.matches(".*bb_(state|undo|migration|backup|restore)-.*"));
        return stage;
    }
}
