package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.Optional;

/** Why a node could not pull an image. Nodes say only "No such image", whatever the cause; registries say more. */
final class PullTrouble {
    private final Engine engine;
    private final RegistryLogins auth;

    PullTrouble(Engine engine, RegistryLogins auth) {
        this.engine = engine;
        this.auth = auth;
    }

    /** Asks the registry now, from the engine at hand, and concludes from the answer. */
    String explain(Task task, String node) throws InterruptedException {
        return refusal(task)
                .map(words -> "the node " + node + " has no image " + image(task)
                        + " and could not pull it (asked for it by this engine, its registry says: " + words + ")")
                .orElseGet(() -> "the node " + node + " has no image " + image(task)
                        + " and could not pull it, though its registry has it for this engine; on that node, see that"
                        + " the registry can be reached and that its CA is in /etc/docker/certs.d, that the login"
                        + " may pull, and that its disk is not full (docker system df)");
    }

    /** The same of a node that is still trying; if it has the image, it is busy with something else. */
    Optional<String> explainDelay(Task task, String node) throws InterruptedException {
        return isOnItsNode(task) ? Optional.empty() : Optional.of(delay(task, node));
    }

    /** Known of the engine's own node alone. */
    private boolean isOnItsNode(Task task) throws InterruptedException {
        return engine.system().info().at("/Swarm/NodeID").asText().equals(task.nodeId())
                && engine.images().inspect(image(task)).isPresent();
    }

    private String delay(Task task, String node) throws InterruptedException {
        return refusal(task)
                .map(words -> "the node " + node + " does not get the image " + image(task)
                        + " (asked for it by this engine, its registry says: " + words + ")")
                .orElseGet(() -> "the node " + node + " is still pulling the image " + image(task)
                        + ", which its registry has; raise rollout.healthy if the image is large or the network slow");
    }

    private static String image(Task task) {
        return task.spec().at("/ContainerSpec/Image").asText();
    }

    private Optional<String> refusal(Task task) throws InterruptedException {
        try {
            engine.distribution()
                    .resolve(
                            image(task),
                            auth.of(ImageReference.parse(image(task)).registry()));
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.engineMessage().orElse(e.getMessage()));
        }
    }
}
