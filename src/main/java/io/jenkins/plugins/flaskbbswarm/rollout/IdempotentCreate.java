package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.EngineException;

import java.util.Optional;

/**
 * Makes an object once. After an answer that leaves open whether it was made it is looked up, and made again only if it
 * is not there: a manager that loses its leader says that it failed, and two times in three it did not.
 */
final class IdempotentCreate {
    private static final int MOST_TRIES = 5;

    private IdempotentCreate() {}

    /** Sends the request. */
    @FunctionalInterface
    interface Write<T> {
        T send() throws InterruptedException;
    }

    /** Looks for the object by its name; one that is not as wanted counts as none. */
    @FunctionalInterface
    interface Search<T> {
        Optional<T> look() throws InterruptedException;
    }

    /** @throws EngineException if it was refused, or an object of that name is there that is not as wanted */
    static <T> T once(Write<T> write, Search<T> search) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.send();
            } catch (EngineException e) {
                Optional<T> present = e.isConflict() || e.isAmbiguous() ? search.look() : Optional.empty();
                if (present.isPresent()) {
                    return present.get();
                }
                boolean again = e.isAmbiguous() && e.isTransient() && attempt < MOST_TRIES;
                if (!again) {
                    throw e;
                }
            }
        }
    }
}
