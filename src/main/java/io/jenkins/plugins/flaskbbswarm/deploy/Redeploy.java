package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.BuildInputs;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuilder;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A deployment by the clock: it acts only for a reason, says first which, and otherwise writes nothing at all. Newer
 * base images are a reason, since nothing in the sources tells of them.
 */
public final class Redeploy {
    private final DeployConfig config;
    private final DeploymentContext surroundings;
    private final RedeployPolicy maintenance;
    private final Clock clock;

    /** By the time of this machine. */
    public Redeploy(DeployConfig config, DeploymentContext surroundings, RedeployPolicy maintenance) {
        this(config, surroundings, maintenance, Clock.systemDefaultZone());
    }

    Redeploy(DeployConfig config, DeploymentContext surroundings, RedeployPolicy maintenance, Clock clock) {
        this.config = config;
        this.surroundings = surroundings;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /**
     * Acts, or says why not.
     *
     * @throws ReleaseFailedException if it acted and the rollout failed; likewise whatever {@link Deployment#run} throws
     */
    public RedeployResult run() throws ReleaseFailedException, InterruptedException {
        LocalTime time = LocalTime.now(clock);
        Optional<RedeployPolicy.Window> window = maintenance.window().filter(hours -> !hours.contains(time));
        if (window.isPresent()) {
            return report(
                    "Not now: it is " + time.withSecond(0).withNano(0) + ", outside of the window " + window.get());
        }
        Thread.sleep(ThreadLocalRandom.current().nextLong(maintenance.jitter().toMillis() + 1));
        try (Engine engine = EngineConnector.open(config.engine(), surroundings);
                BuildEngine builder = BuildEngine.of(config, engine, surroundings, DeploymentPolicy.NONE)) {
            return run(engine, builder.engine());
        }
    }

    private RedeployResult run(Engine engine, Engine builder) throws ReleaseFailedException, InterruptedException {
        SwarmSnapshot state = new SwarmReader(engine).read(config.stack());
        Optional<LockRecord> living = state.lock().filter(lock -> !lock.isSilent(clock.instant()));
        if (living.isPresent()) {
            return report("Skipped: the stack " + config.stack() + " is locked by " + living.get());
        }
        ChangeReasons comparison = compare(engine, builder, state);
        List<RedeployReason> reasons = comparison.reasons();
        if (reasons.isEmpty()) {
            return report(
                    "Nothing to do: no source, base image, dependency lock, config or secret changed since release "
                            + comparison.release().orElseThrow().number() + " of " + config.stack()
                            + ", and the stack was not changed");
        }
        String why = text(reasons);
        if (maintenance.onlyBaseImages() && !onlyBaseImages(reasons)) {
            return report("Skipped: only newer base images are a reason to act, but " + why, reasons);
        }
        RedeployResult acting = report("Acting, since " + why, reasons);
        return new RedeployResult(acting.why(), reasons, Optional.of(act(engine, builder, comparison, why)));
    }

    private static boolean onlyBaseImages(List<RedeployReason> reasons) {
        return reasons.stream().allMatch(reason -> reason.kind() == RedeployReason.Kind.BASE_IMAGE);
    }

    /** In silence: the first line of the log is the reason, and a deployment would repeat it all. */
    private ChangeReasons compare(Engine engine, Engine builder, SwarmSnapshot state) throws InterruptedException {
        DeploymentContext quiet = surroundings.listening(EventSink.silent());
        RegistryLogins auth = RegistryLoginResolver.of(config, quiet);
        DesiredStack wanted = new Deployment(config, quiet).wanted();
        DeploymentImages images = new DeploymentImages(engine, auth, EventSink.silent());
        List<String> unbuilt = images.look(config.images());
        ReleaseSettings settings = ReleaseSettings.of(config);
        Optional<Plan> drift = state.releases().current().map(release -> DeploymentPlan.of(
                        release.desired(config.stack()), state, settings.withoutMigration())
                .plan());
        BuildInputStore remembered = new BuildInputStore(engine, config.stack());
        Optional<Integer> release = state.releases().current().map(current -> current.number());
        return new ChangeReasons(
                state,
                DeploymentPlan.of(images.pin(wanted), state, settings),
                drift,
                keys(unbuilt),
                release.isPresent() ? remembered.of(release.get()) : Optional.empty(),
                inputs(builder, auth));
    }

    /** Of {@code name: reason}. */
    private List<String> keys(List<String> unbuilt) {
        return config.images().stream()
                .filter(image -> unbuilt.stream().anyMatch(line -> line.startsWith(image.name() + ": ")))
                .map(DeployConfig.Image::key)
                .toList();
    }

    private SortedMap<String, BuildInputs> inputs(Engine builder, RegistryLogins auth) throws InterruptedException {
        SortedMap<String, BuildInputs> inputs = new TreeMap<>();
        for (DeployConfig.Image image : config.images()) {
            inputs.put(image.key(), BuildInputs.of(DeploymentImages.request(image), builder, auth, EventSink.silent()));
        }
        return inputs;
    }

    private DeployResult act(Engine engine, Engine builder, ChangeReasons comparison, String reason)
            throws ReleaseFailedException, InterruptedException {
        rebuild(builder, comparison.staleImages(), comparison.now());
        DeployResult result =
                new Deployment(config, surroundings).withReason(reason).run();
        new BuildInputStore(engine, config.stack()).remember(result.release(), comparison.now());
        return result;
    }

    /** Whatever comes of it has the tag of the same sources, and so the deployment takes it for theirs. */
    private void rebuild(Engine builder, Set<String> keys, SortedMap<String, BuildInputs> inputs)
            throws InterruptedException {
        RegistryLogins auth = RegistryLoginResolver.of(config, surroundings);
        for (DeployConfig.Image image : config.images()) {
            if (keys.contains(image.key())) {
                new ImageBuilder(builder, auth, surroundings.events())
                        .ensure(DeploymentImages.renewed(
                                image, inputs.get(image.key()).canBePulled()));
            }
        }
    }

    private static String text(List<RedeployReason> reasons) {
        return reasons.stream().map(RedeployReason::text).collect(Collectors.joining("; "));
    }

    private RedeployResult report(String why) {
        return report(why, List.of());
    }

    private RedeployResult report(String why, List<RedeployReason> reasons) {
        surroundings.events().emit(new Event.Note(config.stack().name(), why));
        return new RedeployResult(why, reasons, Optional.empty());
    }
}
