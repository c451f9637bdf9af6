package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.event.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PhaseGateTest {
    private final StagedGate gate = new StagedGate();
    private final List<Phase> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        gate.over();
    }

    @Test
    void aPhaseThatIsShownLetsAllBeforeItOn() throws InterruptedException {
        release(Phase.CHECK, Phase.BUILD, Phase.PUSH, Phase.PLAN, Phase.ROLL_OUT);

        gate.open("Push");
        gate.awaitEnd("Push");

        assertThat(begun).containsExactly(Phase.CHECK, Phase.BUILD, Phase.PUSH);
    }

    @Test
    void whatIsTouchedForAPhaseWaitsForItToo() throws InterruptedException {
        release(Phase.PLAN, Phase.OBJECTS, Phase.MIGRATE);

        gate.open("Plan");
        gate.awaitEnd("Plan");

        assertThat(begun).containsExactly(Phase.PLAN);
    }

    @Test
    void aPhaseThatTheReleaseDoesNotHaveIsOverWhenALaterOneComes() throws InterruptedException {
        release(Phase.PLAN, Phase.ROLL_OUT);

        gate.open("Migrate");
        gate.awaitEnd("Migrate");

        assertThat(begun).containsExactly(Phase.PLAN);
    }

    @Test
    void whatFollowsTheLastStageWaitsForTheEndOfTheBlock() throws InterruptedException {
        release(Phase.PROBE, Phase.RECORD);

        gate.open("Probe");
        gate.awaitEnd("Probe");
        assertThat(begun).containsExactly(Phase.PROBE);

        gate.openAll();
        while (!begun.contains(Phase.RECORD)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingIsWaitedForAfterTheEnd() throws InterruptedException {
        gate.over();

        gate.pass(Phase.BUILD);
        gate.awaitEnd("Probe");
    }

    private void release(Phase... phases) {
        Thread release = new Thread(() -> {
            try {
                for (Phase phase : phases) {
                    gate.pass(phase);
                    begun.add(phase);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        release.setDaemon(true);
        release.start();
    }
}
