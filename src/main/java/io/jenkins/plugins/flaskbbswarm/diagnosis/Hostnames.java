package io.jenkins.plugins.flaskbbswarm.diagnosis;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.plan.Node;

import java.util.HashMap;
import java.util.Map;

/** The names by which people know nodes, each asked for once. */
public final class Hostnames {
    private final Engine engine;
    private final Map<String, String> known = new HashMap<>();

    public Hostnames(Engine engine) {
        this.engine = engine;
    }

    /** @return the ID itself if there is no such node, or the engine does not say; empty for a task without a node */
    public String of(String nodeId) throws InterruptedException {
        if (!nodeId.isEmpty() && !known.containsKey(nodeId)) {
            known.put(nodeId, ask(nodeId));
        }
        return known.getOrDefault(nodeId, "");
    }

    private String ask(String nodeId) throws InterruptedException {
        try {
            return engine.nodes()
                    .inspect(nodeId)
                    .map(Node::new)
                    .map(Node::hostname)
                    .orElse(nodeId);
        } catch (EngineException e) {
            return nodeId;
        }
    }
}
