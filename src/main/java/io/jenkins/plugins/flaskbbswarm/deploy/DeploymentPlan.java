package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.NewerFields;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.DroppedFields;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Planner;
import io.jenkins.plugins.flaskbbswarm.plan.PortOrder;
import io.jenkins.plugins.flaskbbswarm.plan.Prune;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceChanges;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.plan.TakenName;
import io.jenkins.plugins.flaskbbswarm.plan.Versioning;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deployment would do to the swarm as it is.
 *
 * @param stack the wanted stack, its secrets and configs by version
 * @param plan the way there
 * @param isNewRelease whether the stack will be another than at its last success
 * @param migration the migration that runs first, as {@code service: command}
 * @param wayBack how the migration's schema goes back if the release does, for a person; empty without a migration
 * @param order which services wait for which, in lines for a person
 */
record DeploymentPlan(
        DesiredStack stack,
        Plan plan,
        boolean isNewRelease,
        Optional<String> migration,
        Optional<String> wayBack,
        List<String> order) {
    /**
     * Plans. Versions that only the oldest kept release needs go together with it.
     *
     * @param stack pinned, without versions
     */
    static DeploymentPlan of(DesiredStack stack, SwarmSnapshot state, ReleaseSettings settings) {
        DesiredStack prepared = settings.rollout().strategy().prepare(stack);
        DesiredStack storable = dropped(state).without(new NewerFields(state.apiVersion()).without(prepared));
        DesiredStack versioned = new Versioning(storable, state.observed(), DeploymentPlan::random).versioned();
        Plan plan = plan(versioned, state, settings.keep(), settings.prune());
        Optional<String> migration = Migration.pending(versioned, state, settings);
        boolean isNew = plan.touchesServices()
                || migration.isPresent()
                || settings.schema().isPresent()
                || !isReleased(versioned, state);
        return new DeploymentPlan(
                versioned,
                isNew ? plan(versioned, state, settings.keep() - 1, settings.prune()) : plan,
                isNew,
                migration,
                migration.flatMap(job -> settings.migration()).map(job -> SchemaWords.wayBack(job.back())),
                order(versioned, plan, state, settings));
    }

    private static List<String> order(DesiredStack stack, Plan plan, SwarmSnapshot state, ReleaseSettings settings) {
        List<String> lines =
                plan.touchesServices() ? settings.rollout().strategy().lines(plan, stack) : List.of();
        return Stream.concat(
                        PortOrder.notesOnNodes(plan, state.nodes()).stream().map(note -> "  order: " + note),
                        lines.stream())
                .toList();
    }

    /** What the engine was sent for an earlier release and does not store, as far as it is the same engine. */
    static Release.Dropped dropped(SwarmSnapshot state) {
        return state.releases()
                .current()
                .map(Release::dropped)
                .orElse(Release.Dropped.NOTHING)
                .by(state.apiVersion());
    }

    /** The same without fields that the engine turned out not to store. */
    DeploymentPlan without(SortedMap<String, DroppedFields> lost) {
        return new DeploymentPlan(
                new Release.Dropped("", lost).without(stack), plan, isNewRelease, migration, wayBack, order);
    }

    /** For a person to look at; {@code unbuilt} are the images that would have to be built. */
    PlannedChanges changes(List<String> unbuilt) {
        return new PlannedChanges(plan, unbuilt, migration, wayBack, order);
    }

    /** What is to be undone if this is carried out and fails. */
    UndoLog undo(SwarmSnapshot before) {
        return UndoLog.of(plan, before);
    }

    /** Whether the swarm is as wanted and no run died in the middle. */
    boolean isDone(SwarmSnapshot state) {
        return hasNothingToSend(state) && !isNewRelease;
    }

    /** Whether the swarm has been told all this, be it a release or not. */
    boolean hasNothingToSend(SwarmSnapshot state) {
        return plan.isEmpty() && state.lock().isEmpty() && state.schema().isEmpty();
    }

    /** The services that are not as in the last release, so that nobody has seen them run as they are. */
    static Set<String> unproven(SwarmSnapshot state) {
        Map<String, ObjectNode> proven = state.releases()
                .current()
                .<Map<String, ObjectNode>>map(Release::services)
                .orElse(Map.of());
        UnaryOperator<String> networks = state.observed().networkNames();
        return state.observed().specs().entrySet().stream()
                .filter(service -> !isSame(service.getValue(), proven.get(service.getKey()), networks))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Of the plan what can be done while nobody knows yet whether the rest works: old versions may still be needed. */
    Plan onlyServicesThatLeave() {
        List<Action> actions = plan.actions().stream()
                .filter(action -> action instanceof Action.RemoveService || action instanceof Action.UpdateLabels)
                .toList();
        return new Plan(plan.stack(), actions, plan.kept());
    }

    /** Says which names that the files give stand for other content, and so for other objects than the stack's. */
    void tellOfNames(SwarmSnapshot state, EventSink events) {
        TakenName.of(stack, state.observed()).forEach(taken -> events.emit(PreflightWarnings.taken(taken)));
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

    /** What the record of the release keeps as labels. */
    Map<String, String> labels(SwarmInventory before) {
        return Versioning.labels(stack, before, DeploymentPlan::random);
    }

    /** The specs of the stack's services by their names on the engine. */
    Map<String, ObjectNode> specs() {
        return stack.specs();
    }

    /** What each service is to run, and what becomes of it. */
    List<Event.ServicePlanned> services() {
        Map<String, String> changes = new HashMap<>();
        plan.only(Action.CreateService.class).forEach(create -> changes.put(create.name(), "created"));
        plan.only(Action.UpdateService.class)
                .forEach(update -> changes.put(update.name(), update.restarts() ? "replaced" : "updated"));
        return stack.services().stream()
                .map(service -> new Event.ServicePlanned(
                        service.name(),
                        service.body().at("/TaskTemplate/ContainerSpec/Image").asText(),
                        changes.getOrDefault(service.name(), "unchanged")))
                .toList();
    }

    private static Plan plan(DesiredStack stack, SwarmSnapshot state, int keep, Prune prune) {
        return new Planner(stack, state.observed(), keptVersions(stack, state, keep), prune)
                .runningAgain(state.failed())
                .plan();
    }

    /** What kept releases need matters only if there is more than the wanted stack needs: it means to decode them all. */
    private static Set<String> keptVersions(DesiredStack stack, SwarmSnapshot state, int keep) {
        Set<String> wanted = Stream.concat(stack.secrets().stream(), stack.configs().stream())
                .map(DesiredObject::name)
                .collect(Collectors.toSet());
        boolean isMore = Arrays.stream(ObjectKind.values())
                .flatMap(kind -> state.observed().items(kind).values().stream())
                .anyMatch(item -> item.versionOf(stack.namespace()).isPresent() && !wanted.contains(item.name()));
        return isMore ? state.releases().references(keep) : Set.of();
    }

    /** Whether the services that there are, which are as wanted, are those of the last release too. */
    private static boolean isReleased(DesiredStack stack, SwarmSnapshot state) {
        Set<String> wanted = stack.services().stream().map(DesiredService::name).collect(Collectors.toSet());
        return state.releases()
                .current()
                .filter(release -> release.services().keySet().equals(wanted))
                .filter(release -> isSame(release.services(), state.observed()))
                .isPresent();
    }

    private static boolean isSame(Map<String, ObjectNode> released, SwarmInventory observed) {
        UnaryOperator<String> networks = observed.networkNames();
        Map<String, ObjectNode> present = observed.specs();
        return released.entrySet().stream()
                .allMatch(service -> isSame(service.getValue(), present.get(service.getKey()), networks));
    }

    private static boolean isSame(ObjectNode one, ObjectNode other, UnaryOperator<String> networks) {
        return other != null && ServiceChanges.isNone(other, one, networks);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
