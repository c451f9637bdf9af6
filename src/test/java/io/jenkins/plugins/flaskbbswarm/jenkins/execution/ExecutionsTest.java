package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the script gets of the steps that run beside it: in the end, when they are aborted, and after a restart. */
@Timeout(60)
class ExecutionsTest {
    private static final String NO_NODE = "put it into a node { }";

    private final Throwable abort = new InterruptedException("aborted by somebody");

    @Test
    void aStepFailsWithTheSentenceOfItsRun() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();

        assertThat(new SwarmExecution(context, SampleWork.WITHOUT_FILES).start())
                .as("ended at once")
                .isFalse();

        assertThat(context.failure()).isInstanceOf(AbortException.class).hasMessageContaining(NO_NODE);
    }

    @Test
    void anAbortedStepEndsWhenItsRunHasEnded() throws Exception {
        FakeStepContext context = FakeStepContext.withItsAgentAway();
        SwarmExecution execution = new SwarmExecution(context, SampleWork.WITHOUT_FILES);
        execution.start();
        assertThat(context.looksForItsAgent()).isTrue();
        assertThat(context.hasEnded()).isFalse();

        execution.stop(abort);

        assertThat(context.failure()).isSameAs(abort);
        assertThat(context.log()).contains("aborted while its agent was away");
    }

    @Test
    void aStepThatHasNotBegunIsAbortedAtOnce() throws Exception {
        FakeStepContext context = FakeStepContext.withItsAgentAway();

        new SwarmExecution(context, SampleWork.WITHOUT_FILES).stop(abort);

        assertThat(context.failure()).isSameAs(abort);
    }

    @Test
    void afterARestartAStepBeginsAgain() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();

        new SwarmExecution(context, SampleWork.WITHOUT_FILES).onResume();

        assertThat(context.failure()).hasMessageContaining(NO_NODE);
        assertThat(context.log()).startsWith("Jenkins was restarted: this begins again from the start");
    }

    @Test
    void aBlocksEndIsThatOfItsRelease() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();
        new ReleaseExecution(context, SampleWork.WITH_FILES).start();
        assertThat(context.block().handle()).isInstanceOf(ReleaseHandle.class);
        assertThat(context.hasEnded()).as("before the block has").isFalse();

        context.block().callback().onSuccess(context, "of the block");

        assertThat(context.failure()).as("the release's").hasMessageContaining(NO_NODE);
    }

    @Test
    void aReleaseDoesNotOutliveItsBlock() throws Exception {
        FakeStepContext context = FakeStepContext.withItsAgentAway();
        new ReleaseExecution(context, SampleWork.WITH_FILES).start();
        assertThat(context.looksForItsAgent()).isTrue();
        Throwable failure = new AbortException("a test in the block failed");

        context.block().callback().onFailure(context, failure);

        assertThat(context.failure()).isSameAs(failure);
        assertThat(context.log()).contains("aborted while its agent was away");
    }

    @Test
    void anAbortOfAReleaseIsOneOfItsBlock() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();
        ReleaseExecution execution = new ReleaseExecution(context, SampleWork.WITH_FILES);
        execution.start();

        execution.stop(abort);

        assertThat(context.block().cancelled()).containsSame(abort);
    }

    @Test
    void afterARestartAReleaseIsThereForItsBlockAgain() throws Exception {
        FakeStepContext context = FakeStepContext.outsideOfANode();
        ReleaseExecution execution = new ReleaseExecution(context, SampleWork.WITH_FILES);
        execution.start();
        ReleaseHandle handle = (ReleaseHandle) context.block().handle();
        ReleaseRuns.remove(handle.id());

        execution.onResume();

        FakeStepContext inside = FakeStepContext.outsideOfANode().inRelease(handle);
        new PhaseExecution(inside, "Plan").onResume();
        assertThat(inside.failure()).hasMessageContaining(NO_NODE);
    }

    @Test
    void aPhaseThatThereIsNotIsNamedBesideThoseThatThereAre() {
        PhaseExecution execution = new PhaseExecution(FakeStepContext.outsideOfANode(), "Rollout");

        assertThatThrownBy(execution::start)
                .isInstanceOf(AbortException.class)
                .hasMessage("There is no phase 'Rollout'; write one of Build, Push, Secrets and configs, Plan, Migrate,"
                        + " Roll out, Probe");
    }

    @Test
    void anAbortOfAPhaseEndsTheReleaseFirst() throws Exception {
        FakeStepContext around = FakeStepContext.withItsAgentAway();
        ReleaseHandle handle = new ReleaseHandle("an aborted release");
        ReleaseRuns.put(
                handle.id(), ReleaseRun.begin(SampleWork.WITH_FILES, around, Optional.of(new StagedGate()), "a step"));
        FakeStepContext inside = FakeStepContext.outsideOfANode().inRelease(handle);
        PhaseExecution execution = new PhaseExecution(inside, "Roll out");
        execution.start();
        assertThat(around.looksForItsAgent()).isTrue();
        assertThat(inside.hasEnded()).isFalse();
        assertThat(execution.getStatus()).isEqualTo("waits for the end of 'Roll out'; the release: begins");

        execution.stop(abort);

        assertThat(inside.failure()).isSameAs(abort);
        ReleaseRuns.remove(handle.id());
    }
}
