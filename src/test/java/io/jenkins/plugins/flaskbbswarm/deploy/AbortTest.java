package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** An abort in each phase of a release, put back or left, on a fake swarm. */
class AbortTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private ReleaseBench bench;

    @BeforeEach
    void aRelease() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb")
                .service("app", "sleep 1000")
                .service("web", "sleep 1000", TinyStack::alone)
                .config("c", "one");
        bench.release();
        bench.config("c", "two").service("new", "sleep 1000").migration("sleep 100");
    }

    @AfterEach
    void close() {
        bench.engine().close();
        swarm.close();
    }

    /** Interrupts the release at that moment, and holds whoever told of it until that has had its effect. */
    private ReleaseFailedException aborted(Predicate<Event> moment) throws InterruptedException {
        Thread test = Thread.currentThread();
        bench.when(moment, () -> {
            test.interrupt();
            hold(test);
        });
        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, bench::release);
        assertThat(failed).isNotNull();
        assertThat(bench.lock()).isEmpty();
        return failed;
    }

    private static void hold(Thread test) {
        if (Thread.currentThread() != test) {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Predicate<Event> phase(String phase) {
        return new Event.PhaseStarted(phase)::equals;
    }

    private static Predicate<Event> note(String subject, String text) {
        return new Event.Note(subject, text)::equals;
    }

    private static String left(String state) {
        return "The release of bb was aborted and the stack left as it is, as on-abort says: " + state
                + ". Its lock is released; deploy again to finish it, or go back";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Networks, secrets and configs", "Migrate", "Roll out"})
    void isPutBackUnlessAskedOtherwise(String phase) throws Exception {
        String before = bench.objects().toString();
        ReleaseFailedException failed = aborted(phase(phase));
        assertThat(failed)
                .hasMessageEndingWith("it was interrupted. The stack is back at release 1."
                        + (phase.startsWith("Networks") ? "" : bench.migrationThatStays()));
        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.WHOLE);
        assertThat(bench.objects()).hasToString(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Networks, secrets and configs", "Migrate", "Roll out"})
    void beforeAServiceChangesAllIsAsBefore(String phase) throws Exception {
        bench.onAbort(OnAbort.LEAVE);
        String specs = bench.specs().toString();
        ReleaseFailedException failed = aborted(phase(phase));
        assertThat(failed)
                .hasMessage(left("as before: bb_app; the same in both releases: bb_web; not there: bb_new")
                        + ": flaskbb-swarm release rollback bb 1");
        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.LEFT);
        assertThat(bench.specs()).hasToString(specs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bb_new | created | new: bb_new; as before: bb_app; the same in both releases: bb_web
            bb_app | updated | new: bb_app, bb_new; the same in both releases: bb_web
            """)
    void inTheRollOutSomeAreNew(String service, String done, String state) throws Exception {
        bench.onAbort(OnAbort.LEAVE).parallel(1);
        assertThat(aborted(note("service " + service, done))).hasMessageStartingWith(left(state));

        assertThat(bench.withoutMigration().release().changed()).isTrue();
        assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isEmpty();
    }

    @Test
    void aMigrationDoesNotRunOnUnwatched() throws Exception {
        bench.onAbort(OnAbort.LEAVE);
        aborted(event -> event instanceof Event.TaskChanged task && task.state().equals("running"));
        assertThat(bench.specs()).containsOnlyKeys("bb_app", "bb_web");
    }

    @Test
    void aFirstReleaseIsLeftToo() throws Exception {
        bench.footprint().erase();
        bench.onAbort(OnAbort.LEAVE).withoutMigration();
        assertThat(aborted(phase("Roll out")))
                .hasMessage(left("not there: bb_app, bb_new, bb_web") + " to nothing: flaskbb-swarm stack rm bb");
    }

    @Test
    void whatWasDoneIsToldEvenIfTheEngineDoesNotAnswer() throws Exception {
        bench.onAbort(OnAbort.LEAVE);
        bench.when(phase("Roll out"), () -> {
            swarm.isNoManager();
            Thread.currentThread().interrupt();
        });
        assertThat(catchThrowableOfType(ReleaseFailedException.class, bench::release))
                .hasMessageContaining("which of its services are new could not be read")
                .hasMessageContaining("docker stack services bb lists them");
    }
}
