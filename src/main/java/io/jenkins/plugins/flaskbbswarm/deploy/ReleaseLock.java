package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.StackLock;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.SortedMap;

/** Takes a stack's lock for those who are about to write. */
final class ReleaseLock {
    private ReleaseLock() {}

    static HeldLock take(Engine engine, Namespace stack, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        try {
            return new StackLock(engine, stack, surroundings.events())
                    .acquire(
                            surroundings.owner(),
                            () -> baseline(new SwarmReader(engine).read(stack)),
                            surroundings.lockPatience());
        } catch (StackLock.Held e) {
            throw new ReleaseFailed(e.getMessage() + ". Nothing was changed.", ReleaseFailed.Stack.WHOLE, List.of());
        }
    }

    /** What a failure puts back: the last success, or what was there if we have never released this stack. */
    private static SortedMap<String, ObjectNode> baseline(SwarmState state) {
        return state.releases().current().map(Release::services).orElseGet(() -> state.observed()
                .specs());
    }
}
