package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.NormalForm;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Observed;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Planner;
import io.jenkins.plugins.flaskbbswarm.plan.Versioning;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deployment would do to the swarm as it is.
 *
 * @param stack the wanted stack, its secrets and configs by version
 * @param plan the way there
 * @param isNewRelease whether the stack will be another than at its last success
 * @param migration the migration that runs first, as {@code service: command}
 */
record Planned(DesiredStack stack, Plan plan, boolean isNewRelease, Optional<String> migration) {
    /**
     * Plans. Versions that only the oldest kept release needs go together with it.
     *
     * @param stack pinned, without versions
     */
    static Planned of(DesiredStack stack, SwarmState state, ReleaseSettings settings) {
        DesiredStack versioned = new Versioning(stack, state.observed(), Planned::random).versioned();
        Plan plan = plan(versioned, state, settings.keep(), settings.prune());
        Optional<String> migration = Migrating.pending(versioned, state, settings);
        boolean isNew = plan.touchesServices() || migration.isPresent() || !isCurrent(versioned, state);
        return new Planned(
                versioned,
                isNew ? plan(versioned, state, settings.keep() - 1, settings.prune()) : plan,
                isNew,
                migration);
    }

    /** For a person to look at; {@code unbuilt} are the images that would have to be built. */
    PlannedChanges changes(List<String> unbuilt) {
        return new PlannedChanges(plan, unbuilt, migration);
    }

    /** Whether the swarm is as wanted and no run died in the middle. */
    boolean isDone(SwarmState state) {
        return hasNothingToSend(state) && !isNewRelease;
    }

    /** Whether the swarm has been told all this, be it a release or not. */
    boolean hasNothingToSend(SwarmState state) {
        return plan.isEmpty() && state.lock().isEmpty();
    }

    /** The services that are not as in the last release, so that nobody has seen them run as they are. */
    static Set<String> unproven(SwarmState state) {
        Observed observed = state.observed();
        Map<String, ObjectNode> proven = state.releases()
                .current()
                .map(release -> normal(release, observed))
                .orElse(Map.of());
        return observed.specs().entrySet().stream()
                .filter(service -> !normal(service.getValue(), observed).equals(proven.get(service.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Of the plan what can be done while nobody knows yet whether the rest works: old versions may still be needed. */
    Plan onlyServicesThatLeave() {
        return new Plan(plan.stack(), List.copyOf(plan.only(Action.RemoveService.class)), plan.kept());
    }

    /** In a few words, how many secrets and configs there are and how many of them are new. */
    String objects() {
        int all = stack.secrets().size() + stack.configs().size();
        int created = plan.only(Action.CreateObject.class).size();
        return Count.of(stack.secrets().size(), "secret") + " and "
                + Count.of(stack.configs().size(), "config") + ": "
                + (created == 0
                        ? "unchanged"
                        : Count.of(created, "new version") + ", " + (all - created) + " unchanged");
    }

    /** How to make the stack's networks, by name. */
    Map<String, ObjectNode> networks() {
        return stack.networks().stream()
                .filter(network -> !network.isExternal())
                .collect(Collectors.toMap(
                        DesiredNetwork::name, network -> network.body().orElseThrow()));
    }

    /** The names on the engine of the stack's services. */
    Set<String> serviceNames() {
        return stack.services().stream().map(DesiredService::name).collect(Collectors.toSet());
    }

    /** What each service is to run, and what becomes of it. */
    List<Event.ServicePlanned> services() {
        return stack.services().stream()
                .map(service -> new Event.ServicePlanned(
                        service.name(),
                        service.body().at("/TaskTemplate/ContainerSpec/Image").asText(),
                        change(service.name())))
                .toList();
    }

    private String change(String service) {
        for (Action.UpdateService update : plan.only(Action.UpdateService.class)) {
            if (update.name().equals(service)) {
                return update.restarts() ? "replaced" : "updated";
            }
        }
        boolean created = plan.only(Action.CreateService.class).stream()
                .anyMatch(create -> create.name().equals(service));
        return created ? "created" : "unchanged";
    }

    private static Plan plan(DesiredStack stack, SwarmState state, int keep, boolean prune) {
        return new Planner(stack, state.observed(), keptVersions(stack, state, keep), prune).plan();
    }

    /** What kept releases need matters only if there is more than the wanted stack needs: it means to decode them all. */
    private static Set<String> keptVersions(DesiredStack stack, SwarmState state, int keep) {
        Set<String> wanted = Stream.concat(stack.secrets().stream(), stack.configs().stream())
                .map(DesiredObject::name)
                .collect(Collectors.toSet());
        boolean isMore = Arrays.stream(ObjectKind.values())
                .flatMap(kind -> state.observed().items(kind).values().stream())
                .anyMatch(item -> item.versionOf(stack.namespace()).isPresent() && !wanted.contains(item.name()));
        return isMore ? state.releases().references(keep) : Set.of();
    }

    private static boolean isCurrent(DesiredStack stack, SwarmState state) {
        Map<String, ObjectNode> wanted = stack.services().stream()
                .collect(Collectors.toMap(DesiredService::name, service -> normal(service.body(), state.observed())));
        return state.releases()
                .current()
                .map(release -> normal(release, state.observed()).equals(wanted))
                .orElse(false);
    }

    private static Map<String, ObjectNode> normal(Release release, Observed observed) {
        return release.services().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> normal(entry.getValue(), observed)));
    }

    private static ObjectNode normal(JsonNode spec, Observed observed) {
        return NormalForm.ofService(spec, observed.networkNames());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
