package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.rollout.RemovalInterruptedException;
import io.jenkins.plugins.flaskbbswarm.rollout.StackRemoval;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A network of the stack that a service of another stack uses: the engine does not remove it, and nobody waits for it. */
class SharedNetworkTest {
    private static final Namespace STACK = new Namespace("shared");

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private ReleaseBench bench;
    private String visitor;

    @BeforeEach
    void usedByAnother() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", STACK.name()).service("web", "sleep 1000");
        bench.release();
        ObjectNode network =
                JsonNodeFactory.instance.objectNode().put("Name", "shared_net").put("Driver", "overlay");
        network.putObject("Labels").put(Namespace.LABEL, STACK.name());
        String id = bench.engine().networks().create(network);
        ObjectNode other = bench.specs().get("shared_web").deepCopy();
        other.put("Name", "other_web").putObject("Labels");
        other.withObject("/TaskTemplate").putArray("Networks").addObject().put("Target", id);
        visitor = bench.engine().services().create(other, Optional.empty()).id();
    }

    @AfterEach
    void close() throws Exception {
        bench.engine().services().remove(visitor);
        bench.close();
        swarm.close();
    }

    @Test
    void staysWithOneWarningAndIsNotWaitedFor() throws Exception {
        bench.prune(true).release();
        assertThat(bench.engine().networks().inspect("shared_net")).isPresent();
        assertThat(bench.events().stream()
                        .filter(Event.Warning.class::isInstance)
                        .map(Object::toString))
                .anyMatch(warning -> warning.contains("shared_net") && warning.contains("is in use by service"))
                .noneMatch(warning -> warning.contains("after it was removed"));
    }

    @Test
    void anInterruptedRemovalSaysThatSomethingIsGone() throws Exception {
        StackRemoval removal =
                new StackRemoval(bench.engine(), event -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> removal.remove(STACK))
                .isInstanceOf(RemovalInterruptedException.class)
                .hasMessage("The removal of shared was interrupted. Gone are: service shared_web. "
                        + "Remove the stack again to complete it.");
        Thread.interrupted();
        assertThat(bench.specs()).doesNotContainKey("shared_web");
    }

    @Test
    void oneThatIsInterruptedBeforeRemovesNothing() throws Exception {
        StackRemoval removal = new StackRemoval(bench.engine(), event -> {});
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> removal.remove(STACK)).isInstanceOf(InterruptedException.class);
        Thread.interrupted();
        assertThat(bench.specs()).containsKey("shared_web");
    }
}
