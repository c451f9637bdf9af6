package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.BuildInputs;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuilder;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.rollout.LockRecord;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

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
    private final Surroundings surroundings;
    private final Maintenance maintenance;
    private final Clock clock;

    /** By the time of this machine. */
    public Redeploy(DeployConfig config, Surroundings surroundings, Maintenance maintenance) {
        this(config, surroundings, maintenance, Clock.systemDefaultZone());
    }

    Redeploy(DeployConfig config, Surroundings surroundings, Maintenance maintenance, Clock clock) {
        this.config = config;
        this.surroundings = surroundings;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /**
     * Acts, or says why not.
     *
     * @throws ReleaseFailed if it acted and the rollout failed; likewise whatever {@link Deployment#run} throws
     */
    public RedeployResult run() throws ReleaseFailed, InterruptedException {
        LocalTime time = LocalTime.now(clock);
        Optional<Maintenance.Window> window = maintenance.window().filter(hours -> !hours.contains(time));
        if (window.isPresent()) {
            return told("Not now: it is " + time.withSecond(0).withNano(0) + ", outside of the window " + window.get());
        }
        Thread.sleep(ThreadLocalRandom.current().nextLong(maintenance.jitter().toMillis() + 1));
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            return run(engine);
        }
    }

    private RedeployResult run(Engine engine) throws ReleaseFailed, InterruptedException {
        SwarmState state = new SwarmReader(engine).read(config.stack());
        Optional<LockRecord> living = state.lock().filter(lock -> !lock.isSilent(clock.instant()));
        if (living.isPresent()) {
            return told("Skipped: the stack " + config.stack() + " is locked by " + living.get());
        }
        Comparison comparison = compare(engine, state);
        List<Reason> reasons = comparison.reasons();
        if (reasons.isEmpty()) {
            return told("Nothing to do: no source, base image, dependency lock, config or secret changed since release "
                    + comparison.release().orElseThrow().number() + " of " + config.stack()
                    + ", and nobody changed the stack");
        }
        String why = text(reasons);
        if (maintenance.onlyBaseImages() && !onlyBaseImages(reasons)) {
            return told("Skipped: only newer base images are a reason to act, but " + why, reasons);
        }
        RedeployResult acting = told("Acting, since " + why, reasons);
        return new RedeployResult(acting.why(), reasons, Optional.of(act(engine, comparison, why)));
    }

    private static boolean onlyBaseImages(List<Reason> reasons) {
        return reasons.stream().allMatch(reason -> reason.kind() == Reason.Kind.BASE_IMAGE);
    }

    /** In silence: the first line of the log is the reason, and a deployment would repeat it all. */
    private Comparison compare(Engine engine, SwarmState state) throws InterruptedException {
        Surroundings quiet = surroundings.listening(EventSink.silent());
        RegistryLogins auth = RegistryLogin.of(config, quiet);
        DesiredStack wanted = new Deployment(config, quiet).wanted();
        Images images = new Images(engine, auth, EventSink.silent());
        List<String> unbuilt = images.look(config.images());
        ReleaseSettings settings = ReleaseSettings.of(config);
        Optional<Plan> drift = state.releases().current().map(release -> Planned.of(
                        release.desired(config.stack()), state, settings.withoutMigration())
                .plan());
        RememberedInputs remembered = new RememberedInputs(engine, config.stack());
        Optional<Integer> release = state.releases().current().map(current -> current.number());
        return new Comparison(
                state,
                Planned.of(images.pin(wanted), state, settings),
                drift,
                keys(unbuilt),
                release.isPresent() ? remembered.of(release.get()) : Optional.empty(),
                inputs(engine, auth));
    }

    /** Of {@code name: reason}. */
    private List<String> keys(List<String> unbuilt) {
        return config.images().stream()
                .filter(image -> unbuilt.stream().anyMatch(line -> line.startsWith(image.name() + ": ")))
                .map(DeployConfig.Image::key)
                .toList();
    }

    private SortedMap<String, BuildInputs> inputs(Engine engine, RegistryLogins auth) throws InterruptedException {
        SortedMap<String, BuildInputs> inputs = new TreeMap<>();
        for (DeployConfig.Image image : config.images()) {
            inputs.put(image.key(), BuildInputs.of(Images.request(image), engine, auth, EventSink.silent()));
        }
        return inputs;
    }

    private DeployResult act(Engine engine, Comparison comparison, String reason)
            throws ReleaseFailed, InterruptedException {
        rebuild(engine, comparison.staleImages(), comparison.now());
        DeployResult result =
                new Deployment(config, surroundings).because(reason).run();
        new RememberedInputs(engine, config.stack()).remember(result.release(), comparison.now());
        return result;
    }

    /** Whatever comes of it has the tag of the same sources, and so the deployment takes it for theirs. */
    private void rebuild(Engine engine, Set<String> keys, SortedMap<String, BuildInputs> inputs)
            throws InterruptedException {
        RegistryLogins auth = RegistryLogin.of(config, surroundings);
        for (DeployConfig.Image image : config.images()) {
            if (keys.contains(image.key())) {
                new ImageBuilder(engine, auth, surroundings.events())
                        .ensure(Images.renewed(image, inputs.get(image.key()).canBePulled()));
            }
        }
    }

    private static String text(List<Reason> reasons) {
        return reasons.stream().map(Reason::text).collect(Collectors.joining("; "));
    }

    private RedeployResult told(String why) {
        return told(why, List.of());
    }

    private RedeployResult told(String why, List<Reason> reasons) {
        surroundings.events().emit(new Event.Note(config.stack().name(), why));
        return new RedeployResult(why, reasons, Optional.empty());
    }
}
