package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.FilePath;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a step's run without its agent. */
@Timeout(60)
class LiveRunTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void anAbortEndsTheWaitForAnAgentThatIsAway() throws Exception {
        Context context = new Context(true);
        LiveRun run = LiveRun.begin(new DiagnoseStep("tiny"), context, Optional.empty());
        Throwable abort = new InterruptedException("aborted by somebody");

        assertThat(context.lookedForTheAgent.await(10, TimeUnit.SECONDS)).isTrue();
        run.interrupt();
        run.report(context, () -> Optional.of(abort));

        assertThat(context.failure).as("what the script gets").isSameAs(abort);
        assertThat(text()).isEqualTo("The build was aborted while its agent was away.\n");
    }

    @Test
    void outsideOfANodeThereIsNoEngine() throws Exception {
        Context context = new Context(false);

        LiveRun.begin(new DiagnoseStep("tiny"), context, Optional.empty()).report(context, Optional::empty);

        assertThat(context.failure).hasMessageContaining("put it into a node { }, or name an engine with host");
        assertThat(text()).isEmpty();
    }

    @Test
    void outsideOfANodeTheControllersOwnFilesAreNotRead() throws Exception {
        Context context = new Context(false);
        DeployStep step = new DeployStep();
        step.setHost("tcp://swarm.example.org:2376");
        step.setConfig("secrets/master.key");

        LiveRun.begin(step, context, Optional.empty()).report(context, Optional::empty);

        assertThat(context.failure)
                .hasMessage("This step is in no node, so there are no files for it; put it into a node { }");
    }

    @Test
    void aPhaseOfAReleaseThatFailedFailsToo() throws Exception {
        Context context = new Context(false);
        LiveRun run = LiveRun.begin(new ReleaseStep(), context, Optional.of(new PhaseGate()));

        assertThatThrownBy(() -> run.show("Probe", new PrintStream(log)))
                .hasMessageContaining("put it into a node { }");
    }

    @Test
    void afterARestartItSaysThatItBeginsAgain() throws Exception {
        Context context = new Context(false);

        LiveRun.beginAgain(new DiagnoseStep("tiny"), context, Optional.empty()).report(context, Optional::empty);

        assertThat(text()).startsWith("Jenkins was restarted: this begins again from the start");
        assertThat(context.failure).isNotNull();
    }

    private String text() {
        return log.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** A step's surroundings: its log, and an agent that is away, or none. */
    private final class Context extends StepContext {
        private static final long serialVersionUID = 1L;

        private final boolean hasAgent;
        private final transient CountDownLatch lookedForTheAgent = new CountDownLatch(1);
        private transient Throwable failure;

        Context(boolean hasAgent) {
            this.hasAgent = hasAgent;
        }

        @Override
        public <T> T get(Class<T> key) throws IOException {
            if (key == TaskListener.class) {
                return key.cast((TaskListener) () -> new PrintStream(log, true, StandardCharsets.UTF_8));
            }
            if (key == FilePath.class && hasAgent) {
                lookedForTheAgent.countDown();
                throw new IOException("the agent is offline");
            }
            return null;
        }

        @Override
        public void onSuccess(Object result) {
            throw new AssertionError("it cannot succeed: " + result);
        }

        @Override
        public void onFailure(Throwable why) {
            failure = why;
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new AssertionError("it has no block");
        }
    }
}
