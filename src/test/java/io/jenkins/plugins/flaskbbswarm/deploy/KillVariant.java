package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.rollout.Analysis;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryStep;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Choice;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stacks that {@link KillTableTest} releases: from one to the next, services, configs, secrets and networks come,
 * change and go, there is a migration or
 * not, and half of them have canaries.
 *
 * @param number from which all that follows
 * @param fails whether a service of it crashes, so that the stack is put back
 */
record KillVariant(int number, boolean fails) {
    private static final StrategySettings CANARY = new StrategySettings(
            new Choice(Kind.CANARY, "deploy.yml:1:1: rollout.strategy"),
            new TreeMap<>(),
            List.of(CanaryStep.tasks(1, Duration.ofMillis(100)), CanaryStep.tasks(2, Duration.ofMillis(100))),
            Duration.ZERO,
            Analysis.DEFAULT,
            Optional.empty());

    KillVariant {
        fails &= number % 3 > 0;
    }

    /** The phases that its release goes through. */
    List<String> phases() {
        List<String> phases = new ArrayList<>(
                List.of("Begin", "Secrets and configs", "Plan", "Networks, secrets and configs", "Roll out"));
        if (number % 2 == 1) {
            phases.add("Migrate");
        }
        if (number % 2 == 0) {
            phases.add("Canary");
        }
        if (fails) {
            phases.add("Rollback");
        }
        return phases;
    }

    /** Has a bench want this stack. */
    ReleaseBench on(String address, String image, String stack) throws InterruptedException {
        ReleaseBench bench = ReleaseBench.on(address, image, stack)
                .monitor(Duration.ofMillis(50))
                .service("app", "echo " + number + "; sleep 1000")
                .config("c", "config " + number)
                .network("net-" + number % 2);
        if (number % 2 == 0) {
            bench.strategies(CANARY);
        }
        if (number % 4 == 0) {
            bench.secret("s", "secret " + number % 8);
        }
        if (number % 3 > 0) {
            bench.service("web", fails ? "exit 3" : "sleep " + (1000 + number), TinyStack::alone);
        }
        if (number % 3 == 1) {
            bench.service("old", "sleep 1000").config("d", "config " + number % 2);
        }
        return number % 2 == 1 ? bench.migration("echo to " + number + "; sleep 0.3") : bench;
    }

    /** Releases one until it is killed: arguments are the engine's address, an image, a stack, a number, and whether. */
    public static void main(String[] args) throws Exception {
        KillVariant variant = new KillVariant(Integer.parseInt(args[3]), Boolean.parseBoolean(args[4]));
        ReleaseBench bench = variant.on(args[0], args[1], args[2]);
        bench.tell(event -> {
            if (event instanceof Event.PhaseStarted started) {
                System.out.println(started.phase());
            }
        });
        System.out.println("Begin");
        try {
            bench.release();
        } catch (ReleaseFailedException e) {
            // as its variant wants it
        }
        System.out.println("End");
    }
}
