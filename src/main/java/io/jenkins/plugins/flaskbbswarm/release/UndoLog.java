package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run is going to change, and what was there before: kept in the lock, so that whoever finds the stack incomplete
 * restores exactly that and touches nothing else.
 *
 * @param release the number that the run would record; once that release is there, there is nothing to undo
 * @param services that it creates, updates or removes: their specs before, empty for those that were not there
 * @param networks that it creates
 * @param secrets versions that it creates
 * @param configs versions that it creates
 */
public record UndoLog(
        int release,
        SortedMap<String, Optional<ObjectNode>> services,
        SortedSet<String> networks,
        SortedSet<String> secrets,
        SortedSet<String> configs) {
    /** Of a run that leaves what it makes to those that follow. */
    public static final UndoLog NOTHING =
            new UndoLog(0, new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    /** Of a run that is going to carry out a plan. */
    public static UndoLog of(Plan plan, SwarmSnapshot before) {
        SortedMap<String, ObjectNode> present = before.observed().specs();
        SortedMap<String, Optional<ObjectNode>> services = new TreeMap<>();
        SortedSet<String> networks = new TreeSet<>();
        SortedSet<String> secrets = new TreeSet<>();
        SortedSet<String> configs = new TreeSet<>();
        for (Action action : plan.actions()) {
            if (action instanceof Action.CreateNetwork) {
                networks.add(action.name());
            } else if (action instanceof Action.CreateObject object) {
                (object.kind() == ObjectKind.SECRET ? secrets : configs).add(action.name());
            } else if (action.noun().equals("service")) {
                services.put(action.name(), Optional.ofNullable(present.get(action.name())));
            }
        }
        return new UndoLog(before.releases().next(), services, networks, secrets, configs);
    }

    /** This one, and of a later run what it changes beside; what was there before this one counts. */
    UndoLog and(UndoLog later) {
        SortedMap<String, Optional<ObjectNode>> both = new TreeMap<>(later.services);
        both.putAll(services);
        return new UndoLog(
                Math.max(release, later.release),
                both,
                union(networks, later.networks),
                union(secrets, later.secrets),
                union(configs, later.configs));
    }

    private static SortedSet<String> union(Set<String> one, Set<String> other) {
        SortedSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    boolean isEmpty() {
        return services.isEmpty() && networks.isEmpty() && secrets.isEmpty() && configs.isEmpty();
    }

    /** Names of the versions of one kind that it creates. */
    public SortedSet<String> objects(ObjectKind kind) {
        return kind == ObjectKind.SECRET ? secrets : configs;
    }

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("release", release);
        ObjectNode specs = json.putObject("services");
        services.forEach((name, spec) ->
                specs.set(name, spec.<JsonNode>map(known -> known).orElse(NullNode.instance)));
        networks.forEach(json.putArray("networks")::add);
        secrets.forEach(json.putArray("secrets")::add);
        configs.forEach(json.putArray("configs")::add);
        return json;
    }

    public static UndoLog of(JsonNode json) {
        SortedMap<String, Optional<ObjectNode>> services = json.path("services").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Optional.of(entry.getValue())
                                .filter(JsonNode::isObject)
                                .map(ObjectNode.class::cast),
                        (one, other) -> one,
                        TreeMap::new));
        return new UndoLog(
                json.path("release").asInt(),
                services,
                names(json.path("networks")),
                names(json.path("secrets")),
                names(json.path("configs")));
    }

    private static SortedSet<String> names(JsonNode list) {
        SortedSet<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
