package io.jenkins.plugins.flaskbbswarm.preview.sweep;

import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Databases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewLock;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Drops databases that previews had whose leases are gone: somebody removed a lease by hand, or a whole stack. */
final class OrphanDatabases {
    private static final Namespace SWEEP = new Namespace("flaskbb-swarm-databases");
    private static final String REASON = "there may be databases without a lease";

    private final Databases databases;
    private final String repository;
    private final Leases leases;
    private final PreviewLock locks;

    OrphanDatabases(Databases databases, String repository, Leases leases, PreviewLock locks) {
        this.databases = databases;
        this.repository = repository;
        this.leases = leases;
        this.locks = locks;
    }

    /**
     * Sweeps once. Databases are listed before leases: a preview has its lease before its database and longer than that,
     * so one that is there now and has no lease after that has nobody.
     */
    List<SweepResult.Swept> sweep() throws InterruptedException {
        Map<String, Namespace> all;
        try {
            all = listed();
        } catch (JobFailedException | EngineException e) {
            return List.of(new SweepResult.Swept(SWEEP, REASON, List.of("they cannot be listed: " + e.getMessage())));
        }
        Set<String> leased = leases.all().stream()
                .flatMap(lease -> lease.preview().database().stream())
                .collect(Collectors.toSet());
        List<SweepResult.Swept> swept = new ArrayList<>();
        for (Map.Entry<String, Namespace> found : all.entrySet()) {
            if (!leased.contains(found.getKey())) {
                drop(found.getKey(), found.getValue()).ifPresent(swept::add);
            }
        }
        return swept;
    }

    /** None if another sweep is looking. */
    private Map<String, Namespace> listed() throws JobFailedException, InterruptedException {
        Optional<AcquiredLock> lock = locks.tryAcquire(SWEEP);
        if (lock.isEmpty()) {
            return Map.of();
        }
        try (AcquiredLock held = lock.get()) {
            return databases.all(of(SWEEP, Optional.empty()));
        }
    }

    /** Empty if a preview of that name is being made. */
    private Optional<SweepResult.Swept> drop(String name, Namespace stack) throws InterruptedException {
        String reason = "its database " + name + " has no lease";
        Optional<AcquiredLock> lock = locks.tryAcquire(stack);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (AcquiredLock held = lock.get()) {
            if (leases.find(stack).isPresent()) {
                return Optional.empty();
            }
            databases.drop(of(stack, Optional.of(name)));
            return Optional.of(new SweepResult.Swept(stack, reason, List.of()));
        } catch (JobFailedException | EngineException e) {
            return Optional.of(new SweepResult.Swept(stack, reason, List.of(e.getMessage())));
        }
    }

    private Preview of(Namespace stack, Optional<String> database) {
        Instant never = Instant.EPOCH;
        return new Preview(
                stack,
                repository,
                0,
                Optional.empty(),
                "",
                never,
                never,
                never,
                "",
                Preview.State.CLOSING,
                database,
                OptionalInt.empty(),
                List.of());
    }
}
