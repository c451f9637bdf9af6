package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

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
        String image = task.spec().at("/ContainerSpec/Image").asText();
        String failed = "the node " + node + " has no image " + image + " and could not pull it";
        try {
            engine.distribution()
                    .resolve(image, auth.of(ImageReference.parse(image).registry()));
            return failed + ", though its registry has it for this engine; on that node, see that the registry can be"
                    + " reached and that its CA is in /etc/docker/certs.d, and that the login may pull";
        } catch (EngineException e) {
            return failed + " (asked for it by this engine, its registry says: "
                    + e.engineMessage().orElse(e.getMessage()) + ")";
        }
    }
}
