package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import io.jenkins.plugins.flaskbbswarm.preview.resources.DatabaseName;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Lease;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewLock;
import io.jenkins.plugins.flaskbbswarm.preview.resources.RedisDatabases;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Gives leases, as far as the limits go. One at a time in the whole swarm, so that two who come together do not both
 * take the last place or the same number.
 */
final class PreviewAdmission {
    private final Engine engine;
    private final PreviewConfig config;
    private final DeploymentContext surroundings;
    private final Leases leases;
    private final PreviewLock locks;

    PreviewAdmission(Engine engine, PreviewConfig config, DeploymentContext surroundings) {
        this.engine = engine;
        this.config = config;
        this.surroundings = surroundings;
        this.leases = new Leases(engine);
        this.locks = new PreviewLock(engine, surroundings);
    }

    /** A lease, or the reason why there is none. */
    record Answer(Optional<Lease> lease, String refusal) {}

    /**
     * Asks for a lease, or for the renewal of the one that the preview has.
     *
     * @param wanted what its services reserve
     * @throws PreviewFailedException if another has that name
     */
    Answer ask(PreviewSize wanted, Instant now) throws PreviewFailedException, InterruptedException {
        try (AcquiredLock door = locks.acquireDoor()) {
            return decide(wanted, now);
        }
    }

    private Answer decide(PreviewSize wanted, Instant now) throws PreviewFailedException, InterruptedException {
        Namespace stack = config.settings().stack();
        List<Lease> all = leases.all();
        Optional<Lease> own = all.stream()
                .filter(lease -> lease.preview().stack().equals(stack))
                .findFirst();
        List<Preview> others = all.stream()
                .map(Lease::preview)
                .filter(preview -> !preview.stack().equals(stack))
                .toList();
        if (own.isPresent()) {
            checkSame(own.get().preview());
            Optional<String> tooLarge = tooLarge(others, wanted);
            if (tooLarge.isPresent()) {
                return new Answer(Optional.empty(), tooLarge.get());
            }
            Preview pushed = preview(
                    now,
                    own.get().preview().created(),
                    own.get().preview().redis(),
                    own.get().preview().tags());
            return new Answer(leases.renew(own.get(), pushed), "");
        }
        checkUnused(stack);
        Optional<String> refusal = refusal(others, wanted);
        return refusal.isPresent()
                ? new Answer(Optional.empty(), refusal.get())
                : new Answer(Optional.of(leases.create(preview(now, now, number(others), List.of()))), "");
    }

    private void checkSame(Preview present) throws PreviewFailedException {
        boolean same = present.repository().equals(config.settings().repository())
                && present.pullRequest() == config.pullRequest().number();
        if (!same) {
            throw new PreviewFailedException("The stack " + present.stack() + " is the preview " + present
                    + " already; have preview.name tell repositories apart.");
        }
    }

    private void checkUnused(Namespace stack) throws PreviewFailedException, InterruptedException {
        for (JsonNode service : engine.services().list(Filters.label(Namespace.LABEL, stack.name()))) {
            if (!service.at("/Spec/Labels").has(PreviewLabels.STACK)) {
                throw new PreviewFailedException("There is a stack " + stack
                        + " which is not a preview; choose another preview.name. Nothing was changed.");
            }
        }
    }

    private Optional<String> refusal(List<Preview> others, PreviewSize wanted) throws InterruptedException {
        PreviewSettings.Limits limits = config.settings().limits();
        String repository = config.settings().repository();
        List<String> same = others.stream()
                .filter(preview -> preview.repository().equals(repository))
                .map(preview -> preview.stack().name())
                .toList();
        if (same.size() >= limits.repository()) {
            return full("the repository " + repository + " has " + same.size() + " previews", same, "repository");
        }
        if (others.size() >= limits.swarm()) {
            List<String> names = others.stream().map(Preview::toString).toList();
            return full("the swarm has " + others.size() + " previews", names, "swarm");
        }
        return tooLarge(others, wanted);
    }

    /** A push that does not let the preview grow has its place, whatever the limits say by now. */
    private Optional<String> tooLarge(List<Preview> others, PreviewSize wanted) throws InterruptedException {
        PreviewSettings.Limits limits = config.settings().limits();
        Namespace stack = config.settings().stack();
        Map<String, PreviewSize> each = new PreviewSizes(engine).each();
        PreviewSize present = each.getOrDefault(stack.name(), PreviewSize.NOTHING);
        PreviewSize total = PreviewSizes.others(each, stack).plus(wanted);
        boolean cpus = wanted.nanoCpus() > present.nanoCpus() && total.nanoCpus() > limits.nanoCpus();
        boolean memory = wanted.memory() > present.memory() && total.memory() > limits.memory();
        return cpus || memory
                ? full("with this one the previews would have " + total, names(others), cpus ? "cpus" : "memory")
                : Optional.empty();
    }

    private static List<String> names(List<Preview> previews) {
        return previews.stream().map(preview -> preview.stack().name()).toList();
    }

    private Optional<String> full(String reason, List<String> present, String limit) {
        return Optional.of("Preview limit reached for " + config.settings().stack() + ": " + reason + " ("
                + String.join(", ", present) + "), which is all that preview.limits." + limit
                + " allows; close one, raise the limit, or wait for a place with "
                + Advice.of("--wait", "wait: SECONDS") + ". Nothing was changed.");
    }

    private OptionalInt number(List<Preview> others) throws PreviewFailedException {
        Optional<PreviewSettings.Redis> redis = config.settings().redis().filter(given -> !given.isEmbedded());
        if (redis.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt free = RedisDatabases.free(others, redis.get().databases());
        if (free.isEmpty()) {
            throw new PreviewFailedException("All " + redis.get().databases()
                    + " numbers of the previews' Redis are taken; close a preview, or give Redis more databases and say"
                    + " so in preview.redis.databases. Nothing was changed.");
        }
        return free;
    }

    private Preview preview(Instant now, Instant created, OptionalInt redis, List<ImageReference> before) {
        PreviewSettings settings = config.settings();
        PullRequest pullRequest = config.pullRequest();
        return new Preview(
                settings.stack(),
                settings.repository(),
                pullRequest.number(),
                pullRequest.commit(),
                pullRequest.build().orElse(surroundings.owner()),
                created,
                now,
                now.plus(settings.ttl()),
                settings.address(),
                Preview.State.CREATING,
                settings.database().map(database -> DatabaseName.of(settings.stack())),
                redis,
                tags(before));
    }

    /** Known before they are pushed, so that no crash leaves one behind; those of earlier pushes are still there. */
    private List<ImageReference> tags(List<ImageReference> before) {
        if (config.settings().tags().isEmpty()) {
            return before;
        }
        Stream<ImageReference> pushed = config.deploy().images().stream()
                .flatMap(image -> image.tags().stream().map(ImageReference.parse(image.name())::withTag));
        return Stream.concat(before.stream(), pushed).distinct().toList();
    }
}
