package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** When a stack counts as being as wanted, and when it is known that it will not become so; on three fake nodes. */
class ConvergenceTest {
    private static final String CONVERGED = "converged";

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1", "n2", "n3");
    private Engine engine;
    private Duration deadline = Duration.ofSeconds(10);
    private Duration healthy = Duration.ofSeconds(5);
    private Duration monitor = Duration.ofSeconds(1);
    private final Set<String> tasksBefore = new HashSet<>();

    @BeforeEach
    void connect() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
    }

    @AfterEach
    void close() {
        engine.close();
        swarm.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            three replicas               | runs    | {'Mode':{'Replicated':{'Replicas':3}}}                                       | converged
            no replicas                  | runs    | {'Mode':{'Replicated':{'Replicas':0}}}                                       | converged
            no replicas, no node         | runs    | {'Mode':{'Replicated':{'Replicas':0}},'TaskTemplate':{'Placement':{'Constraints':['node.role==worker']}}} | converged
            one on each node             | runs    | {'Mode':{'Global':{}}}                                                       | converged
            on no node, as asked         | runs    | {'Mode':{'Global':{}},'TaskTemplate':{'Placement':{'Constraints':['node.role==worker']}}} | converged
            a job                        | ends    | {'Mode':{'ReplicatedJob':{'MaxConcurrent':2,'TotalCompletions':4}},'TaskTemplate':{'RestartPolicy':{'Condition':'none'}}} | converged
            a job on each node           | ends    | {'Mode':{'GlobalJob':{}},'TaskTemplate':{'RestartPolicy':{'Condition':'none'}}} | converged
            a job that fails             | crashes | {'Mode':{'ReplicatedJob':{'TotalCompletions':1}},'TaskTemplate':{'RestartPolicy':{'Condition':'none'}}} | a task failed: task: non-zero exit (1)
            once                         | ends    | {'TaskTemplate':{'RestartPolicy':{'Condition':'none'}}}                      | converged
            once, unless it fails        | ends    | {'TaskTemplate':{'RestartPolicy':{'Condition':'on-failure'}}}                | converged
            once, and that fails         | crashes | {'TaskTemplate':{'RestartPolicy':{'Condition':'none'}}}                      | a task failed: task: non-zero exit (1)
            two more tries are allowed   | crashes | {'TaskTemplate':{'RestartPolicy':{'Condition':'on-failure','MaxAttempts':1,'Delay':1000000}}} | tasks failed, the last one: task: non-zero exit (1)
            for ever, but it ends        | ends    | {'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}                         | tasks failed, the last one: it exits at once, with 0
            it crashes                   | crashes | {'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}                         | tasks failed, the last one: task: non-zero exit (1)
            it crashes once              | stumbles | {'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}                        | converged
            it crashes within monitor    | flaps   | {'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}                         | tasks failed, the last one: task: non-zero exit (1)
            never healthy                | sick    | {'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}                         | tasks failed, the last one: task: non-zero exit (137): dockerexec: unhealthy container
            no such image                | missing | {'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}                         | tasks failed, the last one: No such image: app:1
            no node of that kind         | runs    | {'TaskTemplate':{'Placement':{'Constraints':['node.role==worker']}}}         | no node can run it (n1: 'node.role==worker' fails, node.role is manager; n2: 'node.role==worker' fails, node.role is manager; n3: 'node.role==worker' fails, node.role is manager)
            """)
    void aNewService(String what, String image, String spec, String end) throws Exception {
        tasksDo(image);
        create(spec);
        assertThat(await())
                .startsWith(end.equals(CONVERGED) ? CONVERGED : "bb_app: ")
                .endsWith(end);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            it runs                           | runs    | {'Order':'start-first','Monitor':1}                  | converged
            one after the other               | runs    | {'Order':'stop-first','Monitor':1}                   | converged
            it crashes and stops              | crashes | {'FailureAction':'pause'}                            | the engine stopped the update: update paused due to failure or early termination of task
            it crashes and is rolled back     | crashes | {'FailureAction':'rollback'}                         | the engine stopped the update:
            it crashes, which is not looked at | crashes | {'FailureAction':'continue','Monitor':1}            | tasks failed, the last one: task: non-zero exit (1)
            """)
    void anUpdate(String what, String image, String policy, String end) throws Exception {
        create("{'Mode':{'Replicated':{'Replicas':2}},'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}");
        await();
        rememberTasks();
        tasksDo(image);
        update(spec -> {
            spec.set("UpdateConfig", json(policy));
            spec.withObject("/TaskTemplate/ContainerSpec").put("Hostname", "other");
        });
        assertThat(await())
                .startsWith(end.equals(CONVERGED) ? CONVERGED : "bb_app: ")
                .contains(end);
    }

    @Test
    void aTaskMovesWhenItsNodeIsAllowedNoMore() throws Exception {
        create("{'TaskTemplate':{'Placement':{'Constraints':['node.hostname==n1']}},'UpdateConfig':{'Monitor':1}}");
        await();
        rememberTasks();
        update(spec -> spec.withObject("/TaskTemplate/Placement")
                .putArray("Constraints")
                .add("node.hostname==n2"));
        assertThat(await()).isEqualTo(CONVERGED);
        assertThat(swarm.tasks("bb_app"))
                .filteredOn(task -> task.path("DesiredState").asText().equals("running"))
                .extracting(task -> task.path("NodeID").asText())
                .containsExactly(swarm.node("n2").id());
    }

    @Test
    void anUpdateThatStoppedBeforeWeBeganSaysNothingOfUs() throws Exception {
        create("{'Mode':{'Replicated':{'Replicas':2}},'TaskTemplate':{'RestartPolicy':{'Delay':1000000}}}");
        await();
        swarm.image("app:1").crashes(1);
        update(spec -> spec.withObject("/TaskTemplate/ContainerSpec").put("Hostname", "other"));
        assertThat(await()).contains("the engine stopped the update");
        while (!runs("other")) {
            Thread.sleep(10);
        }
        rememberTasks();
        deadline = Duration.ofMillis(500);
        assertThat(await()).doesNotContain("the engine stopped the update");

        deadline = Duration.ofSeconds(10);
        update(spec -> spec.withObject("/TaskTemplate/ContainerSpec").put("Hostname", "third"));
        assertThat(await()).isEqualTo(CONVERGED);
    }

    @Test
    void twoTasksInThePlaceOfOneAreOneInTheEnd() throws Exception {
        create("{'Mode':{'Replicated':{'Replicas':1}}}");
        await();
        swarm.hasTwoTasksInOneSlot("bb_app");
        while (running() < 2) {
            Thread.sleep(10);
        }
        rememberTasks();
        assertThat(await()).isEqualTo(CONVERGED);
        assertThat(running()).isEqualTo(1);
    }

    private long running() {
        return swarm.tasks("bb_app").stream()
                .filter(task -> task.path("DesiredState").asText().equals("running")
                        && task.at("/Status/State").asText().equals("running"))
                .count();
    }

    @Test
    void aDrainedNodeIsNotCountedOn() throws Exception {
        swarm.node("n3").availability("drain");
        create("{'Mode':{'Global':{}}}");
        assertThat(await()).isEqualTo(CONVERGED);
        assertThat(swarm.tasks("bb_app")).hasSize(2);
    }

    @Test
    void withAllNodesAwayItIsKnownAtOnceThatNothingRuns() throws Exception {
        swarm.node("n1").availability("drain");
        swarm.node("n2").availability("pause");
        swarm.node("n3").down();
        create("{}");
        assertThat(await())
                .isEqualTo(
                        "bb_app: no node can run it (n1: it is set to drain; n2: it is set to pause; n3: it is down)");
    }

    @Test
    void aTaskThatHangsIsTroubleAfterAWhile() throws Exception {
        healthy = Duration.ofMillis(500);
        for (String node : new String[] {"n1", "n2", "n3"}) {
            swarm.node(node).resources(1, 100);
        }
        create(
                "{'Mode':{'Replicated':{'Replicas':4}},'TaskTemplate':{'Resources':{'Reservations':{'MemoryBytes':60}}}}");
        assertThat(await())
                .isEqualTo("bb_app: a task is pending for more than 0 s: no suitable node (insufficient resources on 3"
                        + " nodes)");
    }

    @Test
    void theDeadlineIsForAllTogether() throws Exception {
        deadline = Duration.ofSeconds(1);
        swarm.image("app:1").exits(0, Duration.ofSeconds(300));
        create(
                "{'TaskTemplate':{'RestartPolicy':{'Condition':'none'}},'Mode':{'ReplicatedJob':{'TotalCompletions':2}}}");
        assertThat(await()).isEqualTo("bb_app: 0 of 2 tasks ran after 1 s");
    }

    @Test
    void aServiceThatSomebodyRemovesIsTrouble() throws Exception {
        String id = create("{}");
        await();
        engine.services().remove(id);
        assertThat(await()).isEqualTo("bb_app: it was removed during the release");
    }

    @Test
    void anElectionIsWaitedFor() throws Exception {
        create("{}");
        swarm.losesItsLeader(Duration.ofSeconds(2));
        assertThat(await()).isEqualTo(CONVERGED);
    }

    private void tasksDo(String what) {
        var image = swarm.image("app:1");
        switch (what) {
            case "runs" -> image.runs();
            case "ends" -> image.exits(0, Duration.ZERO);
            case "crashes" -> image.crashes();
            case "stumbles" -> image.crashes(1);
            case "flaps" -> image.crashesAfter(Duration.ofSeconds(15));
            case "sick" -> image.isNeverHealthy();
            case "missing" -> image.cannotBePulled();
            default -> throw new IllegalArgumentException(what);
        }
    }

    private String create(String json) throws InterruptedException {
        ObjectNode spec = json(json).put("Name", "bb_app");
        spec.putObject("Labels").put(Namespace.LABEL, "bb");
        spec.withObject("/TaskTemplate/ContainerSpec").put("Image", "app:1");
        return engine.services().create(spec, Optional.empty()).id();
    }

    private void update(Consumer<ObjectNode> change) throws InterruptedException {
        ByHand.change(engine, "bb_app", change);
    }

    private boolean runs(String hostname) {
        return swarm.tasks("bb_app").stream()
                .filter(task -> task.at("/Status/State").asText().equals("running"))
                .anyMatch(
                        task -> task.at("/Spec/ContainerSpec/Hostname").asText().equals(hostname));
    }

    private void rememberTasks() {
        swarm.tasks("bb_app").forEach(task -> tasksBefore.add(task.path("ID").asText()));
    }

    private String await() throws InterruptedException {
        RolloutOptions options = new RolloutOptions(deadline, healthy, monitor, 3, 8);
        try {
            new Convergence(engine, new Namespace("bb"), options, EventSink.silent(), name -> name, tasksBefore)
                    .await(Set.of("bb_app"));
            return CONVERGED;
        } catch (ConvergenceException e) {
            return e.getMessage();
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
