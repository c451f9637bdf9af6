package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployResult;
import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.EngineConnector;
import io.jenkins.plugins.flaskbbswarm.deploy.PhaseGate;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewDeploymentPolicy;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import io.jenkins.plugins.flaskbbswarm.preview.resources.EmbeddedRedisSpec;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Lease;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewBackends;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewLock;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewResources;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.Sweeper;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the preview of a pull request, or brings it to the pull request's head. Killed at any moment, it leaves what the
 * next push, a {@link PreviewDown} or a {@link PreviewSweep} finds by its lease. A close that comes meanwhile wins.
 */
public final class PreviewUp {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final PreviewConfig config;
    private final DeploymentContext surroundings;
    private final Duration patience;
    private final PreviewEnvironment world;
    private final PreviewDeploymentPolicy terms;

    /** @param patience how long to wait for a place if the limits are reached */
    public PreviewUp(PreviewConfig config, DeploymentContext surroundings, Duration patience) {
        this(config, surroundings, patience, PreviewEnvironment.REAL);
    }

    PreviewUp(PreviewConfig config, DeploymentContext surroundings, Duration patience, PreviewEnvironment world) {
        this.config = config;
        this.surroundings = surroundings;
        this.patience = patience;
        this.world = world;
        this.terms = new PreviewDeploymentPolicy(config);
    }

    /**
     * Checks the stack against the policy, then takes a lease, makes the database and the Redis, and deploys.
     *
     * @throws io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException if the stack may not be deployed; nothing was touched
     * @throws PreviewClosed if somebody closed the preview meanwhile; nothing of it is left
     * @throws PreviewFailedException if there is no place for it, or its database or its Redis cannot be made
     * @throws ReleaseFailedException if its stack does not run: a new preview is removed again, another is as it was
     */
    public PreviewResult run() throws PreviewFailedException, ReleaseFailedException, InterruptedException {
        DesiredStack wanted = terms.wanted(surroundings);
        Namespace stack = config.settings().stack();
        try (Engine engine = EngineConnector.open(config.deploy().engine(), surroundings);
                AcquiredLock lock = new PreviewLock(engine, surroundings).acquire(stack)) {
            PreviewBackends servers = world.servers(engine, config, surroundings);
            PreviewResources belongings = new PreviewResources(engine, config, servers, surroundings.events());
            Making making = new Making(engine, belongings);
            making.completePendingRemoval(stack);
            return making.make(making.admit(sizeOf(wanted), servers));
        }
    }

    private PreviewSize sizeOf(DesiredStack wanted) {
        PreviewSize stack = PreviewSize.of(
                wanted.services().stream().map(DesiredService::body).toList());
        return config.settings()
                .redis()
                .filter(PreviewSettings.Redis::isEmbedded)
                .map(redis -> new EmbeddedRedisSpec(config.settings(), JsonNodeFactory.instance.objectNode()).size())
                .map(stack::plus)
                .orElse(stack);
    }

    /** What is done under the preview's lock. */
    private final class Making {
        private final Engine engine;
        private final Leases leases;
        private final PreviewResources belongings;

        private Making(Engine engine, PreviewResources belongings) {
            this.engine = engine;
            this.leases = new Leases(engine);
            this.belongings = belongings;
        }

        /** The pull request was opened again before its close had come to an end. */
        private void completePendingRemoval(Namespace stack) throws PreviewFailedException, InterruptedException {
            Optional<Lease> old =
                    leases.find(stack).filter(lease -> lease.preview().state() == Preview.State.CLOSING);
            if (old.isPresent()) {
                List<String> left = takeAll(old.get());
                if (!left.isEmpty()) {
                    throw new PreviewFailedException("The preview " + old.get().preview()
                            + " was closed but is not gone: " + String.join("; ", left));
                }
            }
        }

        /** Stale previews make place first. */
        private Lease admit(PreviewSize wanted, PreviewBackends servers)
                throws PreviewFailedException, InterruptedException {
            PreviewAdmission admission = new PreviewAdmission(engine, config, surroundings);
            Sweeper sweeper = new Sweeper(engine, config, surroundings, servers, world.clock());
            Instant deadline = Instant.now().plus(patience);
            while (true) {
                PreviewAdmission.Answer answer =
                        admission.ask(wanted, world.clock().instant());
                if (answer.lease().isEmpty() && sweeper.removeStale() > 0) {
                    answer = admission.ask(wanted, world.clock().instant());
                }
                if (answer.lease().isPresent()) {
                    return answer.lease().get();
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new PreviewFailedException(answer.refusal());
                }
                Thread.sleep(ASK_AGAIN.toMillis());
            }
        }

        private PreviewResult make(Lease lease)
                throws PreviewFailedException, ReleaseFailedException, InterruptedException {
            boolean isNew = lease.preview().state() == Preview.State.CREATING;
            boolean done = false;
            try {
                PreviewResult result = deploy(lease);
                done = true;
                return result;
            } catch (JobFailedException e) {
                throw new PreviewFailedException("The preview " + lease.preview() + " has no place for its data: "
                        + e.getMessage() + (isNew ? ". Nothing of it is left." : ". It is as it was."));
            } catch (PreviewClosed e) {
                done = true;
                removeOrFail(lease);
                throw e;
            } catch (ReleaseFailedException e) {
                done = isClosed(lease);
                if (done) {
                    removeOrFail(lease);
                    throw new PreviewClosed(lease.preview());
                }
                done = e.stack() == ReleaseFailedException.Stack.TAKEN; // another run is at work on it
                throw e;
            } finally {
                if (isNew && !done) {
                    cleanUp(lease);
                }
            }
        }

        private PreviewResult deploy(Lease lease)
                throws JobFailedException, ReleaseFailedException, InterruptedException {
            PhaseGate gate = phase -> {
                surroundings.gate().pass(phase);
                stopIfClosed(lease);
            };
            gate.pass(Phase.DATABASE);
            DeployConfig deploy = config.deploy().withSecrets(belongings.provision(lease.preview()));
            DeployResult deployed = new Deployment(deploy, surroundings.withGate(gate), terms.terms()).run();
            Optional<Lease> ready = leases.ready(lease);
            if (ready.isEmpty() || ready.get().preview().state() == Preview.State.CLOSING) {
                throw new PreviewClosed(lease.preview());
            }
            return new PreviewResult(ready.get().preview(), deployed);
        }

        private void stopIfClosed(Lease lease) throws InterruptedException {
            if (isClosed(lease)) {
                throw new PreviewClosed(lease.preview());
            }
        }

        private boolean isClosed(Lease lease) throws InterruptedException {
            Optional<Lease> now = leases.reload(lease);
            return now.isEmpty() || now.get().preview().state() == Preview.State.CLOSING;
        }

        private List<String> takeAll(Lease lease) throws InterruptedException {
            List<String> left = belongings.deprovision(lease.preview());
            if (left.isEmpty()) {
                leases.remove(lease);
            }
            return left;
        }

        private void removeOrFail(Lease lease) throws PreviewFailedException, InterruptedException {
            List<String> left = takeAll(lease);
            if (!left.isEmpty()) {
                throw new PreviewFailedException("The preview " + lease.preview()
                        + " was closed while it was being made, but not all of it could be removed: "
                        + String.join("; ", left) + ". The next sweep tries again.");
            }
        }

        /** After a failure of which the caller hears; what cannot be removed now is the next sweep's. */
        private void cleanUp(Lease lease) throws InterruptedException {
            String left;
            try {
                left = String.join("; ", takeAll(lease));
            } catch (EngineException e) {
                left = e.getMessage();
            }
            if (!left.isEmpty()) {
                surroundings
                        .events()
                        .emit(new Event.Warning(
                                lease.preview().toString(),
                                "not all of it could be removed: " + left,
                                "the next sweep tries again"));
            }
        }
    }
}
