package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.FieldChange;
import io.jenkins.plugins.flaskbbswarm.plan.Jobs;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.plan.ServiceChanges;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.Baseline;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * How to undo what a run did, and nothing else. Pure.
 *
 * @param plan the changes that undo it
 * @param left services that are to stay as they are, since somebody else changed them during the run: why, by name
 */
record RollbackPlan(Plan plan, SortedMap<String, String> left) {

    /**
     * Plans the rollback.
     *
     * @param begin the swarm when the run began
     * @param written what the run wrote since
     * @param dead what an earlier run changed and left incomplete: its services go back to where that one began
     * @param now the swarm as it is
     * @param keptVersions secrets and configs that kept releases need
     */
    static RollbackPlan of(
            Namespace stack,
            SwarmInventory begin,
            Written written,
            UndoLog dead,
            SwarmInventory now,
            Supplier<Set<String>> keptVersions) {
        return new Planning(stack, begin.specs(), written, dead, now).plan(begin, keptVersions);
    }

    /** Its actions of one kind. */
    Plan only(Class<? extends Action> kind) {
        return new Plan(plan.stack(), List.copyOf(plan.only(kind)), List.of());
    }

    /** Its actions but for those of one kind. */
    Plan without(Class<? extends Action> kind) {
        List<Action> others = plan.actions().stream()
                .filter(action -> !kind.isInstance(action))
                .toList();
        return new Plan(plan.stack(), others, List.of());
    }

    /** Names of the services that it creates or updates, jobs excepted, with the specs that they get. */
    SortedMap<String, ObjectNode> restored() {
        SortedMap<String, ObjectNode> restored = new TreeMap<>();
        plan.only(Action.CreateService.class)
                .forEach(create -> restored.put(create.name(), create.service().body()));
        plan.only(Action.UpdateService.class)
                .forEach(update -> restored.put(update.name(), update.service().body()));
        restored.values().removeIf(Jobs::isJob);
        return restored;
    }

    private static final class Planning {
        private final Namespace stack;
        private final Map<String, ObjectNode> begin;
        private final Map<String, List<Optional<ObjectNode>>> sent;
        private final Written written;
        private final UndoLog dead;
        private final SwarmInventory now;
        private final SortedMap<String, ObjectNode> present;
        private final SortedMap<String, ObjectNode> after;
        private final List<Action> actions = new ArrayList<>();
        private final SortedMap<String, String> left = new TreeMap<>();

        Planning(Namespace stack, Map<String, ObjectNode> begin, Written written, UndoLog dead, SwarmInventory now) {
            this.stack = stack;
            this.begin = begin;
            this.sent = written.services();
            this.written = written;
            this.dead = dead;
            this.now = now;
            this.present = now.specs();
            this.after = new TreeMap<>(present);
        }

        RollbackPlan plan(SwarmInventory swarmBefore, Supplier<Set<String>> keptVersions) {
            SortedSet<String> touched = new TreeSet<>(dead.services().keySet());
            touched.addAll(sent.keySet());
            touched.forEach(this::service);
            networks(swarmBefore);
            objects(ObjectKind.SECRET, swarmBefore, keptVersions);
            objects(ObjectKind.CONFIG, swarmBefore, keptVersions);
            return new RollbackPlan(new Plan(stack, actions, List.of()), left);
        }

        private void service(String name) {
            Optional<ObjectNode> is = Optional.ofNullable(present.get(name));
            Optional<ObjectNode> was = Optional.ofNullable(begin.get(name));
            Optional<ObjectNode> goal = dead.services().getOrDefault(name, was);
            if (isSame(is, goal)) {
                return;
            }
            List<Optional<ObjectNode>> ourSpecs = sent.getOrDefault(name, List.of());
            boolean ours = ourSpecs.stream().anyMatch(spec -> isSame(is, spec));
            if (ours || isSame(is, was)) {
                restore(name, goal);
            } else {
                left.put(name, why(is, ourSpecs.isEmpty() ? was : ourSpecs.get(ourSpecs.size() - 1)));
            }
        }

        private static boolean isSame(Optional<ObjectNode> is, Optional<ObjectNode> other) {
            return is.isPresent() && other.isPresent()
                    ? ServiceChanges.isNone(is.get(), other.get(), name -> name)
                    : is.isEmpty() && other.isEmpty();
        }

        private void restore(String name, Optional<ObjectNode> goal) {
            SwarmInventory.Service service = now.services().get(name);
            if (goal.isEmpty()) {
                after.remove(name);
                actions.add(new Action.RemoveService(service));
                return;
            }
            ObjectNode spec = Jobs.withoutRun(goal.get());
            after.put(name, spec);
            actions.add(
                    service == null
                            ? new Action.CreateService(Baseline.service(name, spec))
                            : new Action.UpdateService(Baseline.service(name, spec), service, List.of(), true));
        }

        private static String why(Optional<ObjectNode> is, Optional<ObjectNode> ours) {
            if (is.isEmpty()) {
                return "another client removed it";
            }
            return ours.map(spec -> "another client changed it ("
                            + FieldChange.list(ServiceChanges.between(spec, is.get(), name -> name)) + ")")
                    .orElse("another client created it");
        }

        private void networks(SwarmInventory before) {
            Set<String> made = new TreeSet<>(written.networks());
            made.removeAll(before.networks().keySet());
            made.addAll(dead.networks());
            after.values().forEach(spec -> made.removeAll(now.networksOf(spec)));
            for (String name : made) {
                SwarmInventory.Network network = now.networks().get(name);
                if (network != null && stack.name().equals(network.labels().get(Namespace.LABEL))) {
                    actions.add(new Action.RemoveNetwork(name, network.id()));
                }
            }
        }

        private void objects(ObjectKind kind, SwarmInventory before, Supplier<Set<String>> keptVersions) {
            Set<String> made = new TreeSet<>(written.objects(kind));
            made.removeAll(before.items(kind).keySet());
            made.addAll(dead.objects(kind));
            after.values().forEach(spec -> made.removeAll(References.of(spec)));
            made.removeIf(name -> now.items(kind).get(name) == null
                    || now.items(kind).get(name).versionOf(stack).isEmpty());
            if (!made.isEmpty()) {
                made.removeAll(keptVersions.get());
            }
            made.forEach(name -> actions.add(new Action.RemoveObject(
                    kind, name, now.items(kind).get(name).id())));
        }
    }
}
