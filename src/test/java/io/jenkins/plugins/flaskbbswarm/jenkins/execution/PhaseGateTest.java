package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PhaseGateTest {
    private final StagedGate gate = new StagedGate();
    private final List<String> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        gate.over();
    }

    @Test
    void aPhaseThatIsShownLetsAllBeforeItOn() throws InterruptedException {
        release("Check", "Build", "Push", "Plan", "Roll out");

        gate.open("Push");
        gate.awaitEnd("Push");

        assertThat(begun).containsExactly("Check", "Build", "Push");
    }

    @Test
    void whatIsTouchedForAPhaseWaitsForItToo() throws InterruptedException {
        release("Plan", "Networks, secrets and configs", "Migrate");

        gate.open("Plan");
        gate.awaitEnd("Plan");

        assertThat(begun).containsExactly("Plan");
    }

    @Test
    void aPhaseThatTheReleaseDoesNotHaveIsOverWhenALaterOneComes() throws InterruptedException {
        release("Plan", "Roll out");

        gate.open("Migrate");
        gate.awaitEnd("Migrate");

        assertThat(begun).containsExactly("Plan");
    }

    @Test
    void nothingIsWaitedForAfterTheEnd() throws InterruptedException {
        gate.over();

        gate.pass("Build");
        gate.awaitEnd("Probe");
    }

    @Test
    void theWayBackPassesNoGate() throws InterruptedException {
        gate.pass("Rollback");
    }

    private void release(String... phases) {
        Thread release = new Thread(() -> {
            try {
                for (String phase : phases) {
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
