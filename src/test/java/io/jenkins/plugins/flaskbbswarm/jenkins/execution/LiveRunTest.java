package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a step's run without its agent. */
@Timeout(60)
class LiveRunTest {
    @Test
    void anAbortEndsTheWaitForAnAgentThatIsAway() throws Exception {
        FakeStepContext context = FakeStepContext.withItsAgentAway();
        ReleaseRun run = ReleaseRun.begin(SampleWork.WITHOUT_FILES, context, Optional.empty(), "a step");
        Throwable abort = new InterruptedException("aborted by somebody");

        assertThat(context.looksForItsAgent()).isTrue();
        run.stop(abort);
        run.report(context, Optional.empty());

        assertThat(context.failure()).as("what the script gets").isSameAs(abort);
        assertThat(context.log()).isEqualTo("The build was aborted while its agent was away.\n");
    }

    @Test
    void outsideOfANodeThereIsNoEngine() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();

        ReleaseRun.begin(SampleWork.WITHOUT_FILES, context, Optional.empty(), "a step")
                .report(context, Optional.empty());

        assertThat(context.failure()).hasMessageContaining("put it into a node { }, or name a target");
        assertThat(context.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp://127.0.0.1:2375", "tcp://swarm.example.org:2376", "ssh://root@10.0.0.1", "ssh://localhost"
            })
    void outsideOfANodeTheControllerConnectsToNothingThatAJobNames(String host) throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();

        ReleaseRun.begin(SampleWork.withoutFilesFor(host), context, Optional.empty(), "a step")
                .report(context, Optional.empty());

        assertThat(context.failure())
                .isInstanceOf(AbortException.class)
                .hasMessage("This step is in no node, so the controller itself would connect to " + host + ", which it"
                        + " does for targets that an administrator configured only; name one with target: '…', or put the"
                        + " step into a node { }");
    }

    @Test
    void outsideOfANodeTheControllersOwnFilesAreNotRead() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();
        SampleWork step = SampleWork.withFilesFor("tcp://swarm.example.org:2376");

        ReleaseRun.begin(step, context, Optional.empty(), "a step").report(context, Optional.empty());

        assertThat(context.failure())
                .hasMessage("This step is in no node, so there are no files for it; put it into a node { }");
    }

    @Test
    void aPhaseOfAReleaseThatFailedFailsToo() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();
        ReleaseRun run = ReleaseRun.begin(SampleWork.WITH_FILES, context, Optional.of(new StagedGate()), "a step");

        assertThatThrownBy(() -> run.show("Probe", new PrintStream(new ByteArrayOutputStream())))
                .hasMessageContaining("put it into a node { }");
    }

    @Test
    void afterARestartItSaysThatItBeginsAgain() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();

        ReleaseRun.beginAgain(SampleWork.WITHOUT_FILES, context, Optional.empty(), "a step")
                .report(context, Optional.empty());

        assertThat(context.log()).startsWith("Jenkins was restarted: this begins again from the start");
        assertThat(context.failure()).isNotNull();
    }
}
