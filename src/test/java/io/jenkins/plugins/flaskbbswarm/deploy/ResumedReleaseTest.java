package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A release whose process is killed, and which the same build attempts again or only ends, on a fake swarm. */
class ResumedReleaseTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private final Kept memory = new Kept();
    private ReleaseBench bench;
    private String before;

    /** Survives the process, as the files of a build do. */
    private static final class Kept implements ReleaseMemory {
        private ReleaseProgress progress = ReleaseProgress.NONE;

        @Override
        public ReleaseProgress progress() {
            return progress;
        }

        @Override
        public void save(ReleaseProgress next) {
            progress = next;
        }

        @Override
        public boolean holdsToThePlan() {
            return true;
        }
    }

    /** {@code kill -9}: nothing in the release handles it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void aRelease() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb")
                .service("app", "sleep 1000")
                .secret("s", "one");
        bench.release();
        before = bench.specs().toString();
        bench.memory(memory)
                .parallel(1)
                .secret("s", "two")
                .service("web", "sleep 1000")
                .migration("echo migrated");
    }

    @AfterEach
    void close() {
        bench.engine().close();
        swarm.close();
    }

    /** Kills the release at that moment. Its lock stays as it was, that of a process that is gone. */
    private void killedAt(Predicate<Event> moment) throws Exception {
        ObjectNode[] lock = new ObjectNode[1];
        bench.when(moment, () -> {
            lock[0] = lockSpec();
            throw new Killed();
        });
        assertThatThrownBy(bench::release).isInstanceOf(Killed.class);
        DeadLock.makeOf(lock[0]);
        Optional<String> left = bench.engine().configs().inspect("bb_lock").map(config -> config.path("ID")
                .asText());
        if (left.isPresent()) {
            bench.engine().configs().remove(left.get());
        }
        bench.engine().configs().create(lock[0]);
        bench.forgetEvents();
    }

    private ObjectNode lockSpec() {
        try {
            return (ObjectNode)
                    bench.engine().configs().inspect("bb_lock").orElseThrow().path("Spec");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Predicate<Event> phase(String phase) {
        return new Event.PhaseStarted(phase)::equals;
    }

    private static boolean isRollingOut(Event event) {
        return event instanceof Event.ServiceChanged;
    }

    private void stop(StopReason why) {
        memory.save(memory.progress().stopped(why));
    }

    private void assertRolledBack() throws Exception {
        assertThat(bench.specs()).hasToString(before);
        assertThat(bench.lock()).isEmpty();
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Networks, secrets and configs", "Migrate", "Roll out"})
    void oneThatWasStoppedIsOnlyRolledBack(String phase) throws Exception {
        killedAt(phase(phase));
        stop(StopReason.abort(""));

        ReleaseFailedException failed = bench.recover();

        assertThat(failed).hasMessageStartingWith("The release of bb failed: it was interrupted. ");
        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.WHOLE);
        assertThat(bench.events())
                .doesNotContain(new Event.PhaseStarted("Roll out"), new Event.PhaseStarted("Migrate"));
        assertRolledBack();
    }

    @ParameterizedTest
    @EnumSource(OnAbort.class)
    void anErrorInTheBlockRollsBackWhateverAnAbortDoes(OnAbort choice) throws Exception {
        bench.onAbort(choice);
        killedAt(phase("Roll out"));
        stop(StopReason.error("the smoke test failed"));

        assertThat(bench.recover())
                .hasMessage("The release of bb failed: the smoke test failed. The stack is back at release 1."
                        + bench.migrationThatStays());
        assertRolledBack();
    }

    @Test
    void anAbortThatIsToLeaveTheStackLeavesIt() throws Exception {
        bench.onAbort(OnAbort.LEAVE);
        killedAt(ResumedReleaseTest::isRollingOut);
        stop(StopReason.abort(""));

        assertThat(bench.recover().stack()).isEqualTo(ReleaseFailedException.Stack.LEFT);
        assertThat(bench.specs()).containsKey("bb_web");
        assertThat(bench.lock()).isEmpty();
    }

    @Test
    void oneThatFailedFailsForTheSameReasonAndIsNotTriedOnceMore() throws Exception {
        bench.service("bad", "exit 3");
        killedAt(phase("Rollback"));
        String why = memory.progress().failure();

        ReleaseFailedException failed = bench.recover();

        assertThat(why).contains("bb_bad", "non-zero exit (3)");
        assertThat(failed)
                .hasMessage("The release of bb failed: " + why + ". The stack is back at release 1."
                        + bench.migrationThatStays());
        assertThat(bench.events()).doesNotContain(new Event.PhaseStarted("Roll out"));
        assertRolledBack();
    }

    @Test
    void oneThatHadBeenRolledBackSaysSo() throws Exception {
        bench.service("bad", "exit 3");
        ReleaseFailedException first = catchThrowableOfType(ReleaseFailedException.class, bench::release);

        assertThat(bench.recover())
                .hasMessage("The release of bb failed: " + memory.progress().failure()
                        + ". The stack is as it was before.");
        assertThat(first.restored()).isTrue();
    }

    @Test
    void oneThatHadSucceededSaysSo() throws Exception {
        bench.release();
        stop(StopReason.abort(""));

        assertThat(bench.recover()).hasMessageEndingWith("It had succeeded before that: the stack is at release 2.");
    }

    @Test
    void whatSomebodyElseHoldsIsNotTouched() throws Exception {
        stop(StopReason.abort(""));
        try (AutoCloseable other = bench.lockedBySomebody()) {
            assertThat(bench.recover())
                    .hasMessageContaining("somebody since")
                    .hasMessageEndingWith("works on the stack.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan", "Networks, secrets and configs", "Migrate", "Roll out"})
    void theApprovedPlanIsCarriedOutFromWhereItWas(String phase) throws Exception {
        killedAt(phase(phase));

        assertThat(bench.release().release()).isEqualTo(2);
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isEmpty();
    }

    @Test
    void halfOfTheSecretsAreThere() throws Exception {
        bench.secret("t", "two");
        killedAt(phase("Migrate"));
        bench.engine().secrets().remove(newest("bb_s-"));

        assertThat(bench.release().release()).isEqualTo(2);
    }

    /** The ID of the newest secret of that name. */
    private String newest(String prefix) throws InterruptedException {
        return bench.engine().secrets().list(Filters.none()).stream()
                .filter(secret -> secret.at("/Spec/Name").asText().startsWith(prefix))
                .max(Comparator.comparing(secret -> secret.path("CreatedAt").asText()))
                .orElseThrow()
                .path("ID")
                .asText();
    }

    @Test
    void anotherPlanIsRefusedBeforeAnythingIsTouched() throws Exception {
        killedAt(phase("Networks, secrets and configs"));
        memory.save(new ReleaseProgress(
                memory.progress().hold(), 2, false, memory.progress().plan(), "", "", StopReason.NONE));
        changeByHand();
        String changed = bench.specs().toString();

        assertThatThrownBy(bench::release)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not in the plan that this build showed")
                .hasMessageContaining("~ service bb_app")
                .hasMessageContaining("planet");
        assertThat(bench.specs()).hasToString(changed);
    }

    @Test
    void anotherPlanInTheMiddleIsRolledBack() throws Exception {
        killedAt(phase("Migrate"));
        changeByHand();

        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("is not in the plan that this build showed")
                .hasMessageEndingWith("The stack is back at release 1.");
        assertRolledBack();
    }

    private void changeByHand() throws Exception {
        ObjectNode app = bench.specs().get("bb_app").deepCopy();
        app.withObject("/Labels").put("planet", "mars");
        var found = bench.engine().services().inspect("bb_app").orElseThrow();
        bench.engine()
                .services()
                .update(found.path("ID").asText(), found.at("/Version/Index").asLong(), app, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMigrationThatCompletedIsNotRunOnceMore(boolean sameBuild) throws Exception {
        killedAt(ResumedReleaseTest::isRollingOut);
        if (!sameBuild) {
            memory.save(ReleaseProgress.NONE);
        }

        bench.release();

        assertThat(bench.notes()).contains("migration: completed by an earlier attempt of this release: not run again");
        assertThat(bench.output("bb_migration-2")).isEmpty();
        bench.memory(new Kept());
        assertThat(bench.release().changed()).isFalse();
    }

    @Test
    void soItIsWhereTheStackWasRolledBackInBetween() throws Exception {
        bench.when(ResumedReleaseTest::isRollingOut, Thread.currentThread()::interrupt);
        assertThatThrownBy(bench::release).isInstanceOf(ReleaseFailedException.class);
        bench.forgetEvents();

        bench.release();

        assertThat(bench.output("bb_migration-2")).isEmpty();
    }

    @Test
    void anotherMigrationRuns() throws Exception {
        killedAt(phase("Roll out"));
        memory.save(ReleaseProgress.NONE);
        bench.migration("echo another");

        bench.release();

        assertThat(bench.output("bb_migration-2")).containsExactly("another");
    }

    @Test
    void nothingIsRecordedBeforeTheGate() throws Exception {
        bench.gate(phase -> {
            if (phase.equals(Phase.RECORD)) {
                stop(StopReason.error("the smoke test failed"));
                throw new InterruptedException();
            }
        });

        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessage("The release of bb failed: the smoke test failed. The stack is back at release 1."
                        + bench.migrationThatStays());
        assertThat(bench.events()).contains(new Event.PhaseStarted("Roll out"));
        assertRolledBack();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "OBJECTS"})
    void anInterruptBeforeTheFirstWriteRollsNothingBack(Phase last) throws Exception {
        String all = bench.objects().toString();
        bench.gate(phase -> {
            if (phase.equals(last)) {
                throw new InterruptedException();
            }
        });

        assertThatThrownBy(bench::release).isInstanceOf(InterruptedException.class);
        assertThat(bench.events()).noneMatch(phase("Rollback"));
        assertThat(bench.objects()).hasToString(all);
        assertThat(bench.lock()).isEmpty();
        assertThat(List.of(bench.specs().toString())).containsExactly(before);
    }
}
