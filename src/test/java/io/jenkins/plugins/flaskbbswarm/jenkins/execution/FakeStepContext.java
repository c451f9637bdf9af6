package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a step finds around it: a log, an agent that is away or none at all, a block; and what it tells its script. */
final class FakeStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final boolean agentIsAway;
    private final transient ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final transient CountDownLatch lookedForTheAgent = new CountDownLatch(1);
    private final transient CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final transient Block block = new Block();
    private final transient FakeBuild build;
    private transient Optional<ReleaseHandle> release = Optional.empty();

    private FakeStepContext(boolean agentIsAway, FakeBuild build) {
        this.agentIsAway = agentIsAway;
        this.build = build;
    }

    static FakeStepContext outsideOfANode() {
        return new FakeStepContext(false, new FakeBuild());
    }

    static FakeStepContext withItsAgentAway() {
        return new FakeStepContext(true, new FakeBuild());
    }

    /** The same step after a restart: with another log and another outcome. */
    FakeStepContext afterARestart() {
        return new FakeStepContext(agentIsAway, build);
    }

    FakeBuild build() {
        return build;
    }

    /** The same in the block of a release. */
    FakeStepContext inRelease(ReleaseHandle handle) {
        release = Optional.of(handle);
        return this;
    }

    @Override
    public <T> T get(Class<T> key) throws IOException {
        if (key == TaskListener.class) {
            return key.cast((TaskListener) () -> new PrintStream(log, true, StandardCharsets.UTF_8));
        }
        if (key == Run.class) {
            return key.cast(build);
        }
        if (key == ReleaseHandle.class) {
            return key.cast(release.orElseThrow());
        }
        if (key == FilePath.class && agentIsAway) {
            lookedForTheAgent.countDown();
            throw new IOException("the agent is offline");
        }
        return null;
    }

    @Override
    public void onSuccess(Object result) {
        failure.completeExceptionally(new AssertionError("it cannot succeed: " + result));
    }

    @Override
    public void onFailure(Throwable why) {
        failure.complete(why);
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        return block;
    }

    /** What the script gets, once the step has ended. */
    Throwable failure() throws Exception {
        return failure.get(30, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return failure.isDone();
    }

    boolean looksForItsAgent() throws InterruptedException {
        return lookedForTheAgent.await(30, TimeUnit.SECONDS);
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    Block block() {
        return block;
    }

    /** The step's block, which ends when a test says so. */
    static final class Block extends BodyInvoker {
        private Object handle = "none";
        private Optional<BodyExecutionCallback> callback = Optional.empty();
        private Optional<Throwable> cancelled = Optional.empty();

        @Override
        public BodyInvoker withContext(Object object) {
            handle = object;
            return this;
        }

        @Override
        public BodyInvoker withCallback(BodyExecutionCallback end) {
            callback = Optional.of(end);
            return this;
        }

        @Override
        public BodyExecution start() {
            return new BodyExecution() {
                private static final long serialVersionUID = 1L;

                @Override
                public boolean cancel(Throwable cause) {
                    cancelled = Optional.of(cause);
                    return true;
                }
            };
        }

        /** What the steps in it find around them. */
        Object handle() {
            return handle;
        }

        BodyExecutionCallback callback() {
            return callback.orElseThrow();
        }

        Optional<Throwable> cancelled() {
            return cancelled;
        }
    }
}
