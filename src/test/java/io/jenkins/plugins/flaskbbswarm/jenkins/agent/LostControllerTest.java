package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeployOperation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/** A release on an agent whose controller goes away in the middle: what the agent does, and what the build that begins again finds. */
@Timeout(120)
class LostControllerTest {
    private static final String UPDATE = "/services/[^/]+/update";

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    /** Whoever calls it when it is gone gets what a closed channel throws. */
    private static final class Controller implements ControllerCallback {
        final List<String> log = new CopyOnWriteArrayList<>();
        volatile ReleaseProgress kept = ReleaseProgress.NONE;
        private volatile boolean isGone;

        void goes(Thread worker) {
            isGone = true;
            worker.interrupt();
        }

        private void check() {
            if (isGone) {
                throw new IllegalStateException("the channel is closed");
            }
        }

        @Override
        public void started(RemoteHandle work) {
            check();
        }

        @Override
        public void report(ArrayList<Event> events) {
            check();
            events.forEach(event -> log.add(EventLines.of(event)));
        }

        @Override
        public void save(ReleaseProgress progress) {
            check();
            kept = progress;
        }

        @Override
        public void pass(Phase phase) {
            check();
        }
    }

    @BeforeEach
    void releaseOne() throws IOException {
        Files.writeString(
                directory.resolve("deploy.yml"),
                "{stack: bb, engine: {host: '" + swarm.address()
                        + "'}, files: [stack.yml], rollout: {monitor: 100ms, deadline: 20s}}");
        image("app:1");
        assertThat(run(new Controller(), ReleaseProgress.NONE).isFailure()).isFalse();
        image("app:2");
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    @Test
    void theAgentRollsBackAndTheBuildThatBeginsAgainReleases() {
        Controller first = new Controller();
        Thread worker = Thread.currentThread();
        swarm.on("POST", UPDATE).times(1).after(() -> first.goes(worker));

        OperationOutcome unseen = run(first, ReleaseProgress.NONE);

        assertThat(unseen.failure()).contains("The stack is back at release 1.");
        assertThat(unseen.restored()).isTrue();
        Controller second = new Controller();
        OperationOutcome outcome = run(second, first.kept);
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.result()).containsEntry("release", 2);
        assertThat(second.log)
                .noneMatch(line -> line.contains("stale"))
                .contains("    bb_web: 1 of 1 ready, converged");
    }

    @Test
    void noReleaseBeginsOverARollbackThatStillRuns() throws Exception {
        CountDownLatch rollback = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Controller first = new Controller();
        CompletableFuture<OperationOutcome> unseen = new CompletableFuture<>();
        Thread worker = new Thread(() -> unseen.complete(run(first, ReleaseProgress.NONE)));
        swarm.on("POST", UPDATE).times(1).after(() -> {
            swarm.on("POST", UPDATE).times(1).before(() -> {
                rollback.countDown();
                await(goesOn);
            });
            first.goes(worker);
        });
        worker.start();
        rollback.await();

        OperationOutcome early = run(new Controller(), first.kept);
        goesOn.countDown();

        assertThat(early.failure()).contains("The stack bb is locked by", "Nothing was changed.");
        assertThat(unseen.get().failure()).contains("The stack is back at release 1.");
        assertThat(run(new Controller(), first.kept).result()).containsEntry("release", 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OperationOutcome run(Controller controller, ReleaseProgress progress) {
        DeploymentData data = new DeploymentData(
                "deploy.yml",
                "",
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                EngineData.of(""));
        OperationContext around = new OperationContext(new TreeMap<>(), "http://ci/job/site/1/", 0, false, progress);
        return new AgentCall(new DeployOperation(data, ""), around, controller).invoke(directory.toFile(), null);
    }

    private void image(String image) throws IOException {
        Files.writeString(directory.resolve("stack.yml"), "services: {web: {image: '" + image + "'}}");
    }
}
