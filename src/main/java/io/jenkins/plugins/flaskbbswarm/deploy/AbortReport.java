package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceChanges;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What follows an abort that is to leave the stack as it is at that moment: say exactly how that is. */
final class AbortReport {
    private final SwarmReader reader;
    private final Namespace stack;
    private final Rollout rollout;

    AbortReport(SwarmReader reader, Namespace stack, Rollout rollout) {
        this.rollout = rollout;
        this.reader = reader;
        this.stack = stack;
    }

    /** How far a service came; the words stand in front of a list of names. */
    private enum Reached {
        NEW("new"),
        OLD("as before"),
        BOTH("the same in both releases"),
        OTHER("changed by another client"),
        MISSING("not there");

        private final String words;

        Reached(String words) {
            this.words = words;
        }
    }

    /** Looks at the stack, changes nothing, and returns what there is to say. */
    ReleaseFailedException after(DeploymentPlan planned, SwarmSnapshot before) {
        String aborted = "The release of " + stack + " was aborted and the stack left as it is, as on-abort says: "
                + state(planned, before.observed()) + ". Its lock is released; deploy again to finish it, or go back"
                + wayBack(before);
        return new ReleaseFailedException(aborted, ReleaseFailedException.Stack.LEFT, List.of());
    }

    private String state(DeploymentPlan planned, SwarmInventory before) {
        try {
            SwarmSnapshot now = reader.read(stack);
            DeploymentPlan stored = planned.without(rollout.dropped(now.services()));
            return sentence(services(stored, before, now.observed()));
        } catch (EngineException | InterruptedException e) {
            String why = e instanceof InterruptedException ? "another interrupt" : e.getMessage();
            return "which of its services are new could not be read (" + why + "), docker stack services " + stack
                    + " lists them";
        }
    }

    private static Map<Reached, List<String>> services(
            DeploymentPlan planned, SwarmInventory before, SwarmInventory now) {
        Map<Reached, List<String>> services = new EnumMap<>(Reached.class);
        TreeSet<String> names = new TreeSet<>(planned.specs().keySet());
        names.addAll(before.services().keySet());
        for (String name : names) {
            services.computeIfAbsent(reached(name, planned, before, now), key -> new ArrayList<>())
                    .add(name);
        }
        return services;
    }

    private static Reached reached(String name, DeploymentPlan planned, SwarmInventory before, SwarmInventory now) {
        Optional<JsonNode> present = spec(name, now);
        if (present.isEmpty()) {
            return Reached.MISSING;
        }
        boolean isNew = isSame(present.get(), wanted(name, planned), now);
        boolean isOld = isSame(present.get(), spec(name, before), now);
        if (isNew) {
            return isOld ? Reached.BOTH : Reached.NEW;
        }
        return isOld ? Reached.OLD : Reached.OTHER;
    }

    private static Optional<JsonNode> spec(String name, SwarmInventory observed) {
        return Optional.ofNullable(observed.services().get(name)).map(SwarmInventory.Service::spec);
    }

    private static Optional<JsonNode> wanted(String name, DeploymentPlan planned) {
        return planned.stack().services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(DesiredService::body);
    }

    private static boolean isSame(JsonNode present, Optional<JsonNode> other, SwarmInventory now) {
        return other.filter(spec -> ServiceChanges.isNone(present, spec, now.networkNames()))
                .isPresent();
    }

    private static String sentence(Map<Reached, List<String>> services) {
        return String.join(
                "; ",
                Arrays.stream(Reached.values())
                        .filter(services::containsKey)
                        .map(reached -> reached.words + ": " + String.join(", ", services.get(reached)))
                        .toList());
    }

    private String wayBack(SwarmSnapshot before) {
        return before.releases()
                .current()
                .map(release -> ": "
                        + Advice.of(
                                "flaskbb-swarm release rollback " + stack + " " + release.number(),
                                "swarmRollback(stack: '" + stack + "', release: " + release.number() + ")"))
                .orElse(
                        before.observed().services().isEmpty()
                                ? " to nothing: "
                                        + Advice.of("flaskbb-swarm stack rm " + stack, "swarmRemove('" + stack + "')")
                                : " by deploying its old files");
    }
}
