package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Optional;

/** Rewrites a lock as if a process of this machine that is gone had taken it. */
public final class DeadLock {
    private static final long NO_SUCH_PROCESS = 4_194_305; // beyond the kernel's largest pid_max

    private DeadLock() {}

    /** That of a stack; false if it has none. */
    public static boolean rewrite(Engine engine, Namespace stack) throws InterruptedException {
        Optional<JsonNode> lock = engine.configs().inspect(stack.scope("lock"));
        if (lock.isPresent()) {
            rewrite(engine, lock.get());
        }
        return lock.isPresent();
    }

    /** One as the engine tells it. */
    public static void rewrite(Engine engine, JsonNode lock) throws InterruptedException {
        ObjectNode spec = lock.path("Spec").deepCopy();
        makeOf(spec);
        engine.configs()
                .update(lock.path("ID").asText(), lock.at("/Version/Index").asLong(), spec);
    }

    public static void makeOf(ObjectNode living) {
        ObjectNode labels = living.withObject("/Labels");
        String[] process = labels.path(Labels.PROCESS).asText().split("/");
        labels.put(Labels.PROCESS, process[0] + "/" + process[1] + "/" + NO_SUCH_PROCESS + "/" + process[3]);
    }
}
