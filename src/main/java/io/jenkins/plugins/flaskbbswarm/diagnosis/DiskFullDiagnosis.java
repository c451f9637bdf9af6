package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a node could not pull an image since its disk is full. Of a pull that fails so, an engine before 29 tells the
 * swarm "No such image" like of any other (measured on 20.10); of a container that it cannot make it tells the truth.
 */
final class DiskFullDiagnosis {
    private static final String WORDS = "no space left on device";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Engine engine;
    private final RegistryLogins auth;

    DiskFullDiagnosis(Engine engine, RegistryLogins auth) {
        this.engine = engine;
        this.auth = auth;
    }

    /** Ends a pull that would go on. */
    private static final class GoesOn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private GoesOn() {
            super("the pull goes on", null, false, false);
        }
    }

    /** Whether the engine itself says so. */
    static boolean isOne(String error) {
        return error.contains(WORDS);
    }

    /**
     * The words of the task's node that prove it: those about another task, or, of the node of the engine at hand, those
     * about another attempt to pull.
     */
    Optional<String> proof(Task task) throws InterruptedException {
        try {
            Optional<String> other = ofOtherTasks(task.nodeId());
            return other.isPresent() ? other : pullAgain(task);
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ofOtherTasks(String node) throws InterruptedException {
        return Task.newest(engine.tasks().list(Filters.none().and("node", node)).stream()
                        .map(Task::new)
                        .filter(task -> task.nodeId().equals(node))
                        .filter(task -> isOne(task.error().orElse(""))))
                .flatMap(Task::error);
    }

    private Optional<String> pullAgain(Task task) throws InterruptedException {
        if (!engine.system().info().at("/Swarm/NodeID").asText().equals(task.nodeId())) {
            return Optional.empty();
        }
        ImageReference image = ImageReference.parse(
                        task.spec().at("/ContainerSpec/Image").asText())
                .withDefaultTag();
        String tag = image.digest().map(Digest::toString).or(image::tag).orElse("latest");
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            engine.images().pull(image.name(), tag, auth.of(image.registry()), message -> endAt(end, message));
            return Optional.empty();
        } catch (GoesOn e) {
            return Optional.empty();
        } catch (EngineException e) {
            return e.engineMessage().filter(DiskFullDiagnosis::isOne);
        }
    }

    private static void endAt(long end, JsonNode message) {
        if (System.nanoTime() - end > 0) {
            throw new GoesOn();
        }
    }
}
