package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.rollout.StackRemoval;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A job that is part of a stack has run: whatever goes back to its old spec does not run it again. The engine runs a job
 * at each write to its service, so that this cannot be left to it.
 */
class JobRollbackTest {
    private static final Namespace STACK = new Namespace("jobs");

    /** The two modes of jobs. */
    enum Kind {
        REPLICATED_JOB,
        GLOBAL_JOB;

        void on(ObjectNode service) {
            service.remove("UpdateConfig");
            service.withObject("/TaskTemplate/RestartPolicy").put("Condition", "none");
            ObjectNode mode = service.putObject("Mode");
            if (this == GLOBAL_JOB) {
                mode.putObject("GlobalJob");
            } else {
                mode.putObject("ReplicatedJob").put("MaxConcurrent", 1).put("TotalCompletions", 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aJobIsNotRunAgain(Kind kind) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = ReleaseBench.on(swarm.address(), "busybox:1", STACK.name())) {
            isNotRunAgain(bench, swarm.address(), kind);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @RequiresLab
    void aJobIsNotRunAgainOnARealEngine(Kind kind) throws Exception {
        try (ReleaseBench bench = ReleaseBench.onTheLabsEngine(STACK.name())) {
            bench.footprint().erase();
            isNotRunAgain(bench, Lab.engine(), kind);
        }
    }

    private static void isNotRunAgain(ReleaseBench bench, String address, Kind kind) throws Exception {
        bench.monitor(ReleaseBench.LONG_ENOUGH)
                .service("web", "sleep 1000")
                .service("job", "echo one", kind::on)
                .release();
        List<String> before = bench.footprint().lines();
        Set<String> first = runs(bench, "echo one");
        assertThat(first).hasSize(1);

        bench.service("job", "echo two; sleep 1000", kind::on)
                .service("more", "sleep 1000", kind::on)
                .service("web", "exit 3");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageEndingWith("The stack is back at release 1.");
        assertThat(bench.footprint().lines()).as("a failed release").isEqualTo(before);
        assertThat(first).as("a failed release").containsAll(runs(bench, "echo one"));
        assertThat(bench.runningTasks()).as("jobs that ran").containsOnlyKeys("jobs_web");

        bench.without("more").service("web", "sleep 1000").service("job", "echo one", kind::on);
        assertThat(bench.release().changed()).as("an unchanged deployment").isFalse();
        assertThat(first).as("an unchanged deployment").containsAll(runs(bench, "echo one"));

        ByHand.change(
                bench.engine(), "jobs_job", spec -> spec.withObject("/Labels").put("by", "hand"));
        Set<String> byHand = runs(bench, "echo one");
        try (StackCommands commands = commands(address)) {
            commands.repair(STACK);
            assertThat(commands.drift(STACK).changes().isEmpty()).isTrue();
            assertThat(byHand).as("a repair").containsAll(runs(bench, "echo one"));

            bench.service("job", "echo three", kind::on).release();
            assertThat(runs(bench, "echo three")).hasSize(1);
            commands.rollback(STACK, 1);
            assertThat(byHand).as("a rollback").containsAll(runs(bench, "echo one"));
            assertThat(commands.drift(STACK).changes().isEmpty()).isTrue();
        }
        assertThat(bench.service("job", "echo four", kind::on).release().changed())
                .isTrue();
        assertThat(runs(bench, "echo four")).as("a new version").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStackIsRemovedWithItsRunningJobs(Kind kind) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench bench = ReleaseBench.on(swarm.address(), "busybox:1", STACK.name())) {
            isRemoved(bench, kind);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @RequiresLab
    void aStackIsRemovedWithItsRunningJobsOnARealEngine(Kind kind) throws Exception {
        try (ReleaseBench bench = ReleaseBench.onTheLabsEngine(STACK.name())) {
            bench.footprint().erase();
            isRemoved(bench, kind);
        }
    }

    private static void isRemoved(ReleaseBench bench, Kind kind) throws Exception {
        bench.service("web", "sleep 1000").release();
        ObjectNode job = bench.service("job", "sleep 1000", kind::on)
                .stack()
                .desired()
                .services()
                .get(0)
                .body();
        bench.engine().services().create(job, Optional.empty());
        while (!bench.runningTasks().containsKey("jobs_job")) {
            Thread.sleep(50);
        }
        assertThat(new StackRemoval(bench.engine(), EventSink.silent()).remove(STACK))
                .isEmpty();
        assertThat(bench.runningTasks()).isEmpty();
    }

    private static StackCommands commands(String address) throws InterruptedException {
        return StackCommands.open(
                new DeployConfig.Engine(Optional.of(address), Optional.empty()),
                new DeploymentContext(Map.of(), "a test", Duration.ofSeconds(5), EventSink.silent()));
    }

    /** The tasks of the job that run or ran this; engines keep those of removed services too. */
    private static Set<String> runs(ReleaseBench bench, String script) throws InterruptedException {
        String service = bench.engine()
                .services()
                .inspect("jobs_job")
                .orElseThrow()
                .path("ID")
                .asText();
        return bench.engine().tasks().list(Filters.none().and("service", service)).stream()
                .filter(task ->
                        script.equals(task.at("/Spec/ContainerSpec/Args/0").asText()))
                .map(task -> task.path("ID").asText())
                .collect(Collectors.toSet());
    }
}
