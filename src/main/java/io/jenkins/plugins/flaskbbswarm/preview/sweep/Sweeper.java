package io.jenkins.plugins.flaskbbswarm.preview.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Databases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Lease;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewBackends;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewLock;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewResources;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Removes the previews of one repository that are to go, each under its lock and only if the reason still holds then.
 * Previews of other repositories are left to those who have the credentials for their servers.
 */
public final class Sweeper {
    private static final int AT_ONCE = 4;

    private final Engine engine;
    private final PreviewConfig config;
    private final Clock clock;
    private final Leases leases;
    private final PreviewLock locks;
    private final PreviewResources belongings;
    private final Optional<Databases> databases;

    public Sweeper(
            Engine engine, PreviewConfig config, DeploymentContext surroundings, PreviewBackends servers, Clock clock) {
        this.engine = engine;
        this.config = config;
        this.clock = clock;
        this.leases = new Leases(engine);
        this.locks = new PreviewLock(engine, surroundings);
        this.databases = servers.databases();
        this.belongings = new PreviewResources(engine, config, servers, surroundings.events());
    }

    /** Removes what nobody wants any more, whatever pull requests are open; returns how many. */
    public int removeStale() throws InterruptedException {
        List<SweepResult.Swept> swept = sweepLeases(this::staleness, false);
        return (int) swept.stream().filter(one -> one.left().isEmpty()).count();
    }

    /** Why a preview is stale, if it is; whether a creation died shows when its lock can be had. */
    public Optional<String> staleness(Preview preview) {
        if (preview.state() == Preview.State.CLOSING) {
            return Optional.of("it was closed");
        }
        if (preview.hasExpired(clock.instant())) {
            return Optional.of("its lease ended at " + preview.expires());
        }
        return preview.state() == Preview.State.CREATING
                ? Optional.of("its creation did not finish")
                : Optional.empty();
    }

    /** Removes each preview for which there is a reason. */
    public List<SweepResult.Swept> sweepLeases(Function<Preview, Optional<String>> reasons, boolean dryRun)
            throws InterruptedException {
        List<Lease> ours =
                leases.all().stream().filter(lease -> isOurs(lease.preview())).toList();
        return present(Parallel.results(ours, AT_ONCE, lease -> {
            Optional<String> reason = reasons.apply(lease.preview());
            return reason.isPresent() ? sweep(lease, reason.get(), reasons, dryRun) : Optional.empty();
        }));
    }

    private boolean isOurs(Preview preview) {
        return preview.repository().equals(config.settings().repository())
                && !preview.stack().equals(config.settings().stack());
    }

    private static List<SweepResult.Swept> present(List<Optional<SweepResult.Swept>> all) {
        return all.stream().flatMap(Optional::stream).toList();
    }

    /** Empty if somebody is at work on the preview, or there is no reason any more. */
    private Optional<SweepResult.Swept> sweep(
            Lease lease, String reason, Function<Preview, Optional<String>> reasons, boolean dryRun)
            throws InterruptedException {
        Namespace stack = lease.preview().stack();
        if (dryRun) {
            return locks.isHeld(stack)
                    ? Optional.empty()
                    : Optional.of(new SweepResult.Swept(stack, reason, List.of()));
        }
        try {
            Optional<AcquiredLock> lock = locks.tryAcquire(stack);
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            try (AcquiredLock held = lock.get()) {
                return sweepLocked(lease, reasons);
            }
        } catch (EngineException e) {
            return Optional.of(new SweepResult.Swept(stack, reason, List.of(e.getMessage())));
        }
    }

    private Optional<SweepResult.Swept> sweepLocked(Lease lease, Function<Preview, Optional<String>> reasons)
            throws InterruptedException {
        Optional<Lease> now = leases.reload(lease);
        Optional<String> reason = now.map(Lease::preview).flatMap(reasons);
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        leases.close(now.get());
        List<String> left = belongings.deprovision(now.get().preview());
        if (left.isEmpty()) {
            leases.remove(now.get());
        }
        return Optional.of(new SweepResult.Swept(lease.preview().stack(), reason.get(), left));
    }

    /**
     * Removes what carries a preview's labels though there is no lease, databases, and the locks of the dead. Databases
     * are not asked for in a dry run, since asking takes a job.
     */
    public List<SweepResult.Swept> sweepOrphans(boolean dryRun) throws InterruptedException {
        List<Namespace> stacks = labelled().stream().map(Namespace::new).toList();
        List<SweepResult.Swept> swept =
                new ArrayList<>(present(Parallel.results(stacks, AT_ONCE, stack -> sweepOrphan(stack, dryRun))));
        if (!dryRun && databases.isPresent()) {
            String repository = config.settings().repository();
            swept.addAll(new OrphanDatabases(databases.get(), repository, leases, locks).sweep());
        }
        if (!dryRun) {
            locks.breakDead();
        }
        return swept;
    }

    private Optional<SweepResult.Swept> sweepOrphan(Namespace stack, boolean dryRun) throws InterruptedException {
        String reason = "it has no lease";
        if (leases.find(stack).isPresent() || locks.isHeld(stack)) {
            return Optional.empty();
        }
        if (dryRun) {
            return Optional.of(new SweepResult.Swept(stack, reason, List.of()));
        }
        Optional<AcquiredLock> lock = locks.tryAcquire(stack);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (AcquiredLock held = lock.get()) {
            return leases.find(stack).isPresent()
                    ? Optional.empty()
                    : Optional.of(new SweepResult.Swept(stack, reason, belongings.takeStack(stack)));
        } catch (EngineException e) {
            return Optional.of(new SweepResult.Swept(stack, reason, List.of(e.getMessage())));
        }
    }

    private SortedSet<String> labelled() throws InterruptedException {
        Filters ours = Filters.label(PreviewLabels.REPOSITORY, config.settings().repository())
                .and("label", PreviewLabels.STACK);
        List<JsonNode> labels = new ArrayList<>();
        engine.services().list(ours).forEach(it -> labels.add(it.at("/Spec/Labels")));
        engine.secrets().list(ours).forEach(it -> labels.add(it.at("/Spec/Labels")));
        engine.configs().list(ours).forEach(it -> labels.add(it.at("/Spec/Labels")));
        engine.networks().list(ours).forEach(it -> labels.add(it.path("Labels")));
        SortedSet<String> stacks = new TreeSet<>();
        labels.forEach(each -> stacks.add(each.path(PreviewLabels.STACK).asText()));
        return stacks;
    }
}
