package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.NormalForm;
import io.jenkins.plugins.flaskbbswarm.plan.Observed;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Planner;
import io.jenkins.plugins.flaskbbswarm.plan.Versioning;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deployment would do to the swarm as it is.
 *
 * @param stack the wanted stack, its secrets and configs by version
 * @param plan the way there
 * @param isNewRelease whether the stack will be another than at its last success
 */
record Planned(DesiredStack stack, Plan plan, boolean isNewRelease) {
    /**
     * Plans. Versions that only the oldest kept release needs go together with it.
     *
     * @param stack pinned, without versions
     */
    static Planned of(DesiredStack stack, SwarmState state, ReleaseSettings settings) {
        DesiredStack versioned = new Versioning(stack, state.observed(), Planned::random).versioned();
        Plan plan = plan(versioned, state, settings.keep(), settings.prune());
        boolean isNew = plan.touchesServices() || !isCurrent(versioned, state);
        return new Planned(
                versioned, isNew ? plan(versioned, state, settings.keep() - 1, settings.prune()) : plan, isNew);
    }

    /** Whether the swarm is as wanted and no run died in the middle. */
    boolean isDone(SwarmState state) {
        return plan.isEmpty() && !isNewRelease && state.lock().isEmpty();
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
        return new Planner(stack, state.observed(), state.releases().references(keep), prune).plan();
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
