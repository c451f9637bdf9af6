package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * In which order services change where two of them want one published port: who has it gives it up before the other
 * takes it. The engine refuses it otherwise, and a task in mode {@code host} would wait for its place for ever. Pure.
 */
public final class PortOrder {
    private final List<Node> nodes;
    private final List<Action> waiting = new ArrayList<>();
    private final Set<Action> released = new HashSet<>();

    private PortOrder(List<Node> nodes, List<Action> actions) {
        this.nodes = nodes;
        this.waiting.addAll(actions);
    }

    /**
     * Actions that may be done at the same time.
     *
     * @param isInterim whether services only give up ports here, and get the rest of their specs in a later step
     */
    public record Step(List<Action> actions, boolean isInterim) {}

    /**
     * The steps that make the services of a plan, with those removals that have to come first.
     *
     * @param which services, by their names on the engine
     * @param nodes of the swarm
     */
    public static List<Step> steps(Plan plan, Predicate<String> which, List<Node> nodes) {
        List<Action> changes =
                changes(plan).filter(action -> which.test(action.name())).toList();
        PortOrder order = new PortOrder(nodes, changes);
        removals(plan).filter(order::isInTheWay).forEach(order.waiting::add);
        List<Step> steps = new ArrayList<>();
        while (!order.waiting.isEmpty()) {
            steps.add(order.next());
        }
        return steps;
    }

    /** What there is to say of the order, one line each; none if services do not get in each other's way. */
    public static List<String> notes(Plan plan) {
        return notes(plan, List.of());
    }

    /** What there is to say beyond {@link #notes(Plan)} where the nodes are known: of ports in mode {@code host}. */
    public static List<String> notesOnNodes(Plan plan, List<Node> nodes) {
        List<String> notes = new ArrayList<>(notes(plan, nodes));
        notes.removeAll(notes(plan));
        return notes;
    }

    private static List<String> notes(Plan plan, List<Node> nodes) {
        List<Action> all = Stream.concat(changes(plan), removals(plan)).toList();
        PortOrder order = new PortOrder(nodes, List.of());
        List<String> notes = new ArrayList<>();
        for (Action taker : all) {
            for (Action giver : all) {
                order.contested(taker, giver)
                        .ifPresent(port -> notes.add(giver.name()
                                + (giver instanceof Action.RemoveService ? " goes" : " gives up its port")
                                + " before " + taker.name() + " gets port " + port));
            }
        }
        return notes;
    }

    private static Stream<Action> changes(Plan plan) {
        return Stream.concat(
                plan.only(Action.CreateService.class).stream(), plan.only(Action.UpdateService.class).stream());
    }

    private static Stream<Action> removals(Plan plan) {
        return plan.only(Action.RemoveService.class).stream()
                .filter(removal -> !removal.service().isTemporary())
                .map(Action.class::cast);
    }

    private boolean isInTheWay(Action giver) {
        return waiting.stream().anyMatch(taker -> contested(taker, giver).isPresent());
    }

    private Step next() {
        List<Action> ready = waiting.stream()
                .filter(taker -> waiting.stream().noneMatch(giver -> blocks(giver, taker)))
                .toList();
        if (!ready.isEmpty()) {
            waiting.removeAll(ready);
            return new Step(ready, false);
        }
        return breakCircle();
    }

    /** Services that swap ports: one of them does without for a while. */
    private Step breakCircle() {
        Action.UpdateService first = waiting.stream()
                .filter(action -> !released.contains(action) && isInTheWay(action))
                .filter(Action.UpdateService.class::isInstance)
                .map(Action.UpdateService.class::cast)
                .findFirst()
                .orElseThrow();
        released.add(first);
        return new Step(List.of(withoutPorts(first)), true);
    }

    private boolean blocks(Action giver, Action taker) {
        return !released.contains(giver) && contested(taker, giver).isPresent();
    }

    /** The port that one wants and the other has and gives up. */
    private Optional<PublishedPort> contested(Action taker, Action giver) {
        if (taker == giver) {
            return Optional.empty();
        }
        List<PublishedPort> given = without(before(giver), after(giver));
        return without(after(taker), before(taker)).stream()
                .filter(port -> given.stream()
                        .anyMatch(other -> port.excludes(other)
                                || port.isSame(other) && !isRoomForBoth(after(taker), before(giver))))
                .findFirst();
    }

    /** In mode host a port is to be had once on each node; where the giver's tasks are is not known. */
    private boolean isRoomForBoth(JsonNode taker, JsonNode giver) {
        List<Node> places = new PlacementFilter(taker).candidates(nodes);
        PlacementFilter present = new PlacementFilter(giver);
        long shared = places.stream().filter(present::meetsConstraints).count();
        long held = Math.min(Jobs.tasksAtOnce(giver, () -> shared), shared);
        return held == 0 || Jobs.tasksAtOnce(taker, places::size) + held <= places.size();
    }

    private static List<PublishedPort> without(JsonNode spec, JsonNode other) {
        List<PublishedPort> ports = new ArrayList<>(PublishedPort.of(spec));
        ports.removeAll(PublishedPort.of(other));
        return ports;
    }

    private static JsonNode before(Action action) {
        if (action instanceof Action.UpdateService update) {
            return update.before().spec();
        }
        return action instanceof Action.RemoveService removal
                ? removal.service().spec()
                : MissingNode.getInstance();
    }

    private static JsonNode after(Action action) {
        if (action instanceof Action.UpdateService update) {
            return update.service().body();
        }
        return action instanceof Action.CreateService create ? create.service().body() : MissingNode.getInstance();
    }

    /** What it has now but for the ports that it gives up. */
    private static Action.UpdateService withoutPorts(Action.UpdateService update) {
        ObjectNode spec = update.before().spec().deepCopy();
        List<PublishedPort> stay = PublishedPort.of(update.service().body());
        ArrayNode ports = spec.withObject("/EndpointSpec").putArray("Ports");
        for (JsonNode port : update.before().spec().at("/EndpointSpec/Ports")) {
            ObjectNode alone = JsonNodeFactory.instance.objectNode();
            alone.withObject("/EndpointSpec").putArray("Ports").add(port);
            if (stay.containsAll(PublishedPort.of(alone))) {
                ports.add(port);
            }
        }
        return new Action.UpdateService(
                update.service().withBody(spec), update.before(), update.changes(), update.restarts());
    }
}
