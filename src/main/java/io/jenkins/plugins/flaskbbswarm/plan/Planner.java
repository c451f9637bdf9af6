package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a wanted stack with the observed swarm. */
public final class Planner {
    private final DesiredStack wanted;
    private final SwarmInventory observed;
    private final Set<String> keptVersions;
    private final Prune prune;
    private final Set<String> serviceNames;
    private final UnaryOperator<String> networkNames;
    private final Map<String, String> failed;

    /**
     * @param wanted the stack, its objects by the names of their versions, its images by digest
     * @param keptVersions names of the secrets and configs that a kept release refers to
     * @param prune which services and networks go that left the stack
     */
    public Planner(DesiredStack wanted, SwarmInventory observed, Set<String> keptVersions, Prune prune) {
        this(wanted, observed, keptVersions, prune, Map.of());
    }

    private Planner(
            DesiredStack wanted,
            SwarmInventory observed,
            Set<String> keptVersions,
            Prune prune,
            Map<String, String> failed) {
        this.wanted = wanted;
        this.observed = observed;
        this.keptVersions = Set.copyOf(keptVersions);
        this.prune = prune;
        this.serviceNames = wanted.services().stream().map(DesiredService::name).collect(Collectors.toSet());
        this.networkNames = observed.networkNames();
        this.failed = Map.copyOf(failed);
    }

    /**
     * Has it start services again that failed, also if their specs are as wanted.
     *
     * @param services names on the engine, and why they failed
     */
    public Planner runningAgain(Map<String, String> services) {
        return new Planner(wanted, observed, keptVersions, prune, services);
    }

    /** The shortest way from what is there to what is wanted. */
    public Plan plan() {
        List<Action> actions = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        actions.addAll(networksToCreate());
        actions.addAll(objectsToCreate(ObjectKind.SECRET, wanted.secrets()));
        actions.addAll(objectsToCreate(ObjectKind.CONFIG, wanted.configs()));
        for (DesiredService service : wanted.services()) {
            plan(service, actions, kept);
        }
        List<SwarmInventory.Service> gone = servicesToRemove();
        gone.forEach(service -> actions.add(new Action.RemoveService(service)));
        actions.addAll(networksToRemove(gone));
        actions.addAll(objectsToRemove(ObjectKind.SECRET, gone));
        actions.addAll(objectsToRemove(ObjectKind.CONFIG, gone));
        actions.addAll(labelsToUpdate(ObjectKind.SECRET, wanted.secrets()));
        actions.addAll(labelsToUpdate(ObjectKind.CONFIG, wanted.configs()));
        return new Plan(wanted.namespace(), actions, kept);
    }

    private void plan(DesiredService service, List<Action> actions, List<String> kept) {
        SwarmInventory.Service present = observed.services().get(service.name());
        if (present == null) {
            actions.add(new Action.CreateService(service));
            return;
        }
        List<FieldChange> changes =
                new ArrayList<>(ServiceChanges.between(present.spec(), service.body(), networkNames));
        boolean isToRun = failed.containsKey(service.name()) && !Jobs.isAtRest(service.body());
        if (isToRun && !Restarts.causedBy(changes)) {
            changes.add(FieldChange.runAgain(failed.get(service.name())));
        }
        if (LoginLabels.differ(present.spec(), service) && !(changes.isEmpty() && Jobs.isJob(service.body()))) {
            changes.add(FieldChange.LOGIN);
        }
        if (changes.isEmpty()) {
            kept.add(service.name());
        } else {
            boolean restarts = Restarts.causedBy(changes) || Jobs.isJob(service.body());
            actions.add(new Action.UpdateService(service, present, changes, restarts));
        }
    }

    private List<Action> networksToCreate() {
        return wanted.networks().stream()
                .filter(network -> !network.isExternal())
                .filter(network -> !observed.networks().containsKey(network.name()))
                .<Action>map(network ->
                        new Action.CreateNetwork(network.name(), network.body().orElseThrow()))
                .toList();
    }

    private List<Action> objectsToCreate(ObjectKind kind, List<DesiredObject> objects) {
        return objects.stream()
                .filter(object -> !object.isExternal())
                .filter(object -> !observed.items(kind).containsKey(object.name()))
                .<Action>map(object -> new Action.CreateObject(
                        kind,
                        object.name(),
                        object.body().orElseThrow(),
                        object.content().orElse(Content.EMPTY)))
                .toList();
    }

    /** Labels are all that the engine lets change; they matter to no task, and so come last. */
    private List<Action> labelsToUpdate(ObjectKind kind, List<DesiredObject> objects) {
        List<Action> updates = new ArrayList<>();
        for (DesiredObject object : objects) {
            SwarmInventory.Item present = observed.items(kind).get(object.name());
            if (present != null && !object.isExternal() && isOfStack(present.labels())) {
                SortedMap<String, String> labels = labels(object.body().orElseThrow(), present);
                if (isOfStack(labels) && !labels.equals(present.labels())) {
                    updates.add(new Action.UpdateLabels(kind, object.name(), present.id(), labels));
                }
            }
        }
        return updates;
    }

    private boolean isOfStack(Map<String, String> labels) {
        return wanted.namespace().name().equals(labels.get(Namespace.LABEL));
    }

    /** Those of the stack file, and ours as they are. */
    private static SortedMap<String, String> labels(ObjectNode body, SwarmInventory.Item present) {
        SortedMap<String, String> labels = new TreeMap<>(present.labels());
        labels.keySet().removeIf(label -> !Labels.isOurs(label));
        body.path("Labels").properties().stream()
                .filter(label -> !Labels.isOurs(label.getKey()))
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private List<SwarmInventory.Service> servicesToRemove() {
        return observed.services().values().stream()
                .filter(service ->
                        service.isTemporary() || prune.takes(service.name()) && !serviceNames.contains(service.name()))
                .sorted(Comparator.comparing(SwarmInventory.Service::name))
                .toList();
    }

    private List<Action> networksToRemove(Collection<SwarmInventory.Service> gone) {
        Set<String> names = new HashSet<>();
        wanted.networks().stream().map(DesiredNetwork::name).forEach(names::add);
        staying(gone).forEach(service -> names.addAll(observed.networksOf(service.spec())));
        return observed.networks().values().stream()
                .filter(network ->
                        wanted.namespace().name().equals(network.labels().get(Namespace.LABEL)))
                .filter(network -> prune.takes(network.name()) && !names.contains(network.name()))
                .sorted(Comparator.comparing(SwarmInventory.Network::name))
                .<Action>map(network -> new Action.RemoveNetwork(network.name(), network.id()))
                .toList();
    }

    /** Others may know an object by the name that the stack file gives it, as long as it does. */
    private static String nameWithoutVersion(DesiredObject object) {
        return object.body()
                .filter(body -> object.isNamed())
                .map(body -> body.path("Labels").path(Labels.OBJECT).asText())
                .orElseGet(object::name);
    }

    /** Services that are not wanted and stay all the same. */
    private Stream<SwarmInventory.Service> staying(Collection<SwarmInventory.Service> gone) {
        return observed.services().values().stream()
                .filter(service -> !serviceNames.contains(service.name()) && !gone.contains(service));
    }

    private List<Action> objectsToRemove(ObjectKind kind, Collection<SwarmInventory.Service> gone) {
        Set<String> needed = new HashSet<>(keptVersions);
        Stream.concat(wanted.secrets().stream(), wanted.configs().stream())
                .flatMap(object -> Stream.of(object.name(), nameWithoutVersion(object)))
                .forEach(needed::add);
        observed.others().forEach(service -> needed.addAll(References.of(service.spec())));
        wanted.services().forEach(service -> needed.addAll(References.of(service.body())));
        staying(gone).forEach(service -> needed.addAll(References.of(service.spec())));
        return observed.items(kind).values().stream()
                .filter(item -> item.versionOf(wanted.namespace()).isPresent())
                .filter(item -> !needed.contains(item.name()))
                .sorted(Comparator.comparing(SwarmInventory.Item::name))
                .<Action>map(item -> new Action.RemoveObject(kind, item.name(), item.id()))
                .toList();
    }
}
