package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * For whatever stack is there, partly made by others, and whatever release of it that fails at whatever write, or is
 * killed there and followed by one that fails: what is there afterwards is what was there before.
 */
class RollbackPropertiesTest {
    @Provide
    Arbitrary<SortedMap<String, String>> services() {
        return GeneratedStacks.services("r.io/a:1", "r.io/a:2");
    }

    private static StackDeployOptions options(boolean prune) {
        return new StackDeployOptions(ImageResolutionPolicy.NEVER, prune, false, StackDeployOptions.ReleaseMode.USUAL);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void afterIsBefore(
            @ForAll("services") SortedMap<String, String> present,
            @ForAll("services") SortedMap<String, String> wanted,
            @ForAll boolean prune,
            @ForAll boolean isReleased,
            @ForAll @IntRange(min = 1, max = 12) int failingWrite)
            throws Exception {
        try (FakeDeployments fake = new FakeDeployments()) {
            observed(fake, present, isReleased);
            List<String> before = fake.footprint().lines();

            fake.swarm.refusesWrite(failingWrite);
            Throwable failure =
                    catchThrowable(() -> fake.deployText(options(prune), GeneratedStacks.file(wanted, "two")));
            fake.swarm.refusesWrite(0);

            failsOften(failure);
            if (failure != null) {
                assertThat(fake.footprint().lines()).as(failure.toString()).isEqualTo(before);
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void afterADeathAndAFailureToo(
            @ForAll("services") SortedMap<String, String> present,
            @ForAll("services") SortedMap<String, String> wanted,
            @ForAll("services") SortedMap<String, String> next,
            @ForAll boolean isReleased,
            @ForAll @IntRange(min = 1, max = 12) int lastWrite,
            @ForAll @IntRange(min = 1, max = 12) int failingWrite)
            throws Exception {
        try (FakeDeployments fake = new FakeDeployments()) {
            observed(fake, present, isReleased);
            int releases = fake.state().releases().all().size();
            List<String> before = fake.footprint().lines();

            fake.swarm.diesAfterWrites(lastWrite);
            Throwable death =
                    catchThrowable(() -> fake.deployText(options(false), GeneratedStacks.file(wanted, "two")));
            fake.swarm.isWell();
            boolean recorded = fake.state().releases().all().size() > releases;
            if (death == null || recorded || !isDead(fake)) {
                return;
            }
            fake.swarm.refusesWrite(failingWrite);
            Throwable failure =
                    catchThrowable(() -> fake.deployText(options(false), GeneratedStacks.file(next, "three")));
            fake.swarm.refusesWrite(0);

            failsOften(failure);
            if (failure instanceof ReleaseFailedException) {
                assertThat(fake.footprint().lines()).as(failure.toString()).isEqualTo(before);
            }
        }
    }

    private static void failsOften(Throwable failure) {
        Statistics.label("failed")
                .collect(failure instanceof ReleaseFailedException)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 25));
    }

    /** A stack of which the last release, if there was one, says only a part. */
    private static void observed(FakeDeployments fake, SortedMap<String, String> present, boolean isReleased)
            throws Exception {
        fake.deployText(options(false), GeneratedStacks.file(present, "one"));
        ObjectNode other = JsonNodeFactory.instance.objectNode();
        other.setAll(fake.state().observed().specs().values().iterator().next());
        fake.engine().services().create(other.put("Name", "bb_other"), Optional.empty());
        ByHand.change(
                fake.engine(), "bb_other", spec -> spec.withObject("/Labels").put("by", "hand"));
        ByHand.change(fake.engine(), "bb_" + present.firstKey(), spec -> spec.withObject("/Labels")
                .put("drifted", "yes"));
        if (!isReleased) {
            fake.engine()
                    .configs()
                    .remove(fake.engine()
                            .configs()
                            .inspect("bb_release-1")
                            .orElseThrow()
                            .path("ID")
                            .asText());
        }
    }

    /** Makes the lock that is left look like that of a process that is gone; false if there is none. */
    private static boolean isDead(FakeDeployments fake) throws InterruptedException {
        return DeadLock.rewrite(fake.engine(), FakeDeployments.STACK);
    }
}
