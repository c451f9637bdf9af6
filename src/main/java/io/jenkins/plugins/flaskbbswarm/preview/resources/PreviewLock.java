package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One at a time makes or removes a preview. It is the same kind of lock as a stack's, under a name of its own, since the
 * stack's lock comes and goes with each release in between.
 */
public final class PreviewLock {
    private static final String SUFFIX = ".preview";
    private static final Namespace DOOR = new Namespace("flaskbb-swarm-previews");

    /** Longer than a lock needs to prove dead by its heartbeat. */
    private static final Duration CLOSER_LOOK = Duration.ofSeconds(60);

    private final Engine engine;
    private final DeploymentContext surroundings;

    public PreviewLock(Engine engine, DeploymentContext surroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /** Waits for others as long as the caller is willing to. */
    public AcquiredLock acquire(Namespace stack) throws PreviewFailedException, InterruptedException {
        return acquire(lock(stack));
    }

    private AcquiredLock acquire(StackLock lock) throws PreviewFailedException, InterruptedException {
        try {
            return whole(lock.acquire(surroundings.owner(), UndoLog.NOTHING, surroundings.lockPatience()));
        } catch (StackLock.Held e) {
            throw new PreviewFailedException(e.getMessage());
        }
    }

    /** Waits for nobody who lives; empty if somebody does. */
    public Optional<AcquiredLock> tryAcquire(Namespace stack) throws InterruptedException {
        return tryAcquire(lock(stack));
    }

    private Optional<AcquiredLock> tryAcquire(StackLock lock) throws InterruptedException {
        try {
            Duration patience = isSilent(lock) ? CLOSER_LOOK : Duration.ZERO;
            return Optional.of(whole(lock.acquire(surroundings.owner(), UndoLog.NOTHING, patience)));
        } catch (StackLock.Held e) {
            return Optional.empty();
        }
    }

    /** How far a preview is stands in its lease: the lock itself has nothing to leave to the next one. */
    private static AcquiredLock whole(AcquiredLock held) {
        held.markConsistent();
        return held;
    }

    /** Whether somebody seems to be at work; only {@link #tryAcquire} knows for sure. */
    public boolean isHeld(Namespace stack) throws InterruptedException {
        return lock(stack)
                .present()
                .filter(held -> !held.isSilent(Instant.now()))
                .isPresent();
    }

    private StackLock lock(Namespace stack) {
        return named(new Namespace(stack.name() + SUFFIX));
    }

    private StackLock named(Namespace lock) {
        return new StackLock(engine, lock, surroundings.events());
    }

    /** One at a time in the whole swarm is given a lease. */
    public AcquiredLock acquireDoor() throws PreviewFailedException, InterruptedException {
        return acquire(named(DOOR));
    }

    /** Removes the locks of the dead; a lock says nothing about a stack of that name, which may be no preview at all. */
    public void breakDead() throws InterruptedException {
        for (JsonNode config : engine.configs().list(Filters.label(Labels.HEARTBEAT))) {
            String name = label(config);
            if (name.endsWith(SUFFIX) || name.equals(DOOR.name())) {
                breakIfDead(named(new Namespace(name)));
            }
        }
    }

    private void breakIfDead(StackLock lock) throws InterruptedException {
        if (isSilent(lock)) {
            tryAcquire(lock).ifPresent(AcquiredLock::close);
        }
    }

    /** Whether its owner seems to be dead. */
    private static boolean isSilent(StackLock lock) throws InterruptedException {
        return lock.present().filter(held -> held.isSilent(Instant.now())).isPresent();
    }

    private static String label(JsonNode config) {
        return config.at("/Spec/Labels").path(Namespace.LABEL).asText();
    }
}
