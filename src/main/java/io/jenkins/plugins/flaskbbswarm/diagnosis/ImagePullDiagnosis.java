package io.jenkins.plugins.flaskbbswarm.diagnosis;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.images.RegistryErrorCatalog;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a node could not pull an image. Engines before 29.6 say only "No such image" of it, whatever the cause, and
 * registries say more; later ones say themselves what the registry told them.
 */
final class ImagePullDiagnosis {
    private static final String NO_SUCH_IMAGE = "No such image";

    /** Those of moby's own image store and of containerd's. A task that has no container yet has no other trouble like it. */
    private static final Pattern NODES_OWN_WORDS = Pattern.compile(
            "pull access denied|manifest unknown|name unknown|(?:manifest|repository) \\S+ not found"
                    + "|failed to (?:resolve reference|pull|copy|authorize|do request|register layer|extract layer"
                    + "|fetch (?:oauth|anonymous) token)"
                    + "|error (?:from registry|pulling|parsing HTTP)|unexpected (?:HTTP status|status from|status code)"
                    + "|unauthorized|no basic auth credentials|toomanyrequests|x509:|no matching manifest"
                    + "|unsupported (?:media type|manifest)|manifest version 2, schema 1|layer verification failed"
                    + "|(?:Head|Get) \"https?://",
            Pattern.CASE_INSENSITIVE);

    private final Engine engine;
    private final RegistryLogins auth;

    /**
     * Whether a task's error is about its image.
     *
     * @param started whether the task has a container, and so its image
     */
    static boolean isOne(String error, boolean started) {
        return error.startsWith(NO_SUCH_IMAGE)
                || !started && NODES_OWN_WORDS.matcher(error).find();
    }

    ImagePullDiagnosis(Engine engine, RegistryLogins auth) {
        this.engine = engine;
        this.auth = auth;
    }

    /** Asks the registry now, from the engine at hand, and concludes from the answer. */
    String explain(Task task, String node) throws InterruptedException {
        Optional<String> own = task.error().filter(error -> !error.startsWith(NO_SUCH_IMAGE));
        if (own.isPresent()) {
            return "the node " + node + " could not pull the image " + image(task) + " (it says: " + own.get() + ")"
                    + RegistryErrorCatalog.meaning(own.get(), registry(task))
                            .map(meaning -> ": " + meaning)
                            .orElse("");
        }
        Optional<String> disk = new DiskFullDiagnosis(engine, auth).proof(task);
        if (disk.isPresent()) {
            return "the node " + node + " has no image " + image(task) + " and could not pull it: "
                    + FailureCause.of(disk.get(), Optional.empty()).orElseThrow() + " (it says: " + disk.get() + ")";
        }
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

    private static String registry(Task task) {
        return ImageReference.parse(image(task)).registry();
    }

    private static String image(Task task) {
        return task.spec().at("/ContainerSpec/Image").asText();
    }

    private Optional<String> refusal(Task task) throws InterruptedException {
        try {
            engine.distribution().resolve(image(task), auth.of(registry(task)));
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.engineMessage().orElse(e.getMessage()));
        }
    }
}
