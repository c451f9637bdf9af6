package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.Canary;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The new specs of some services run beside the old first, with few tasks, and are watched. Only then are the services
 * themselves changed, as another strategy says.
 */
final class CanaryStrategy implements RolloutStrategy {
    private final StrategySettings settings;
    private final RolloutStrategy then;

    CanaryStrategy(StrategySettings settings, RolloutStrategy then) {
        this.settings = settings;
        this.then = then;
    }

    @Override
    public DesiredStack prepare(DesiredStack stack) {
        Set<String> keys = stack.services().stream()
                .map(DesiredService::key)
                .filter(this::isCanary)
                .collect(Collectors.toSet());
        return Canary.startFirst(then.prepare(stack), keys);
    }

    @Override
    public List<String> problems(DesiredStack stack, SwarmInventory observed) {
        List<String> problems = new ArrayList<>(then.problems(stack, observed));
        for (DesiredService service : stack.services()) {
            StrategySettings.Choice choice = settings.of(service.key());
            if (choice.kind() == Kind.CANARY) {
                Canary.problems(service, stack, observed).stream()
                        .map(problem -> choice.place() + ": services." + service.key()
                                + " cannot have a canary: it " + problem + "; write " + service.key()
                                + ": rolling under rollout.strategies")
                        .forEach(problems::add);
            }
        }
        problems.addAll(unknown(stack));
        return problems;
    }

    private List<String> unknown(DesiredStack stack) {
        List<String> keys = stack.services().stream().map(DesiredService::key).toList();
        return settings.services().entrySet().stream()
                .filter(entry -> !keys.contains(entry.getKey()))
                .map(entry -> entry.getValue().place() + ": the stack has no service " + entry.getKey() + "; it has "
                        + String.join(", ", keys))
                .toList();
    }

    @Override
    public List<String> lines(Plan plan, DesiredStack stack) {
        List<String> lines = new ArrayList<>(then.lines(plan, stack));
        List<Action.UpdateService> tried = tried(plan);
        for (Action.UpdateService update : tried) {
            int stable = Canary.tasks(update.before().spec());
            String name = Canary.name(update.name());
            lines.add("  canary: " + name + ": "
                    + settings.steps().stream().map(step -> step(step, stable)).collect(Collectors.joining(", then ")));
            Canary.shareWithoutProxy(update.service()).ifPresent(share -> lines.add("  canary: " + name + " " + share));
        }
        if (!tried.isEmpty()) {
            lines.add("  canary: "
                    + Measurements.limits(settings.analysis(), settings.probe().isPresent())
                    + "; then " + names(tried) + " get" + (tried.size() == 1 ? "s" : "")
                    + " the new spec, and the canary leaves");
        }
        return lines;
    }

    private static String step(CanaryStep step, int stable) {
        int tasks = step.beside(stable);
        return Count.of(tasks, "task") + " beside " + stable + " (" + CanaryStep.percent(tasks, stable) + " %) for "
                + (step.hold().toMillis() % 1000 == 0
                        ? step.hold().toSeconds() + " s"
                        : step.hold().toMillis() + " ms");
    }

    private static String names(List<Action.UpdateService> updates) {
        return updates.stream().map(Action.UpdateService::name).collect(Collectors.joining(", "));
    }

    private boolean isCanary(String key) {
        return settings.of(key).kind() == Kind.CANARY;
    }

    /** What restarts no task, or has none, needs no canary. */
    private List<Action.UpdateService> tried(Plan plan) {
        return plan.only(Action.UpdateService.class).stream()
                .filter(update -> isCanary(update.service().key()))
                .filter(update ->
                        update.restarts() && Canary.tasks(update.before().spec()) > 0)
                .filter(update -> Canary.tasks(update.service().body()) > 0)
                .toList();
    }

    @Override
    public boolean isTrying(Plan plan) {
        return !tried(plan).isEmpty();
    }

    /** What is new may be needed by the canaries, and harms nobody. */
    @Override
    public String tryOut(Rollout rollout, Plan plan, DesiredStack stack)
            throws ConvergenceException, InterruptedException {
        Set<String> created =
                plan.only(Action.CreateService.class).stream().map(Action::name).collect(Collectors.toSet());
        if (!created.isEmpty()) {
            rollout.applyServices(plan, created::contains);
            rollout.awaitConvergence(stack.specs().entrySet().stream()
                    .filter(spec -> created.contains(spec.getKey()))
                    .collect(Collectors.toMap(entry -> entry.getKey(), entry -> entry.getValue())));
        }
        List<Action.UpdateService> tried = tried(plan);
        new CanaryTrial(rollout, settings, tried).run();
        return (tried.size() == 1 ? "1 canary" : tried.size() + " canaries") + " passed";
    }

    @Override
    public SortedMap<String, ObjectNode> rollOut(Rollout rollout, Plan plan, DesiredStack stack)
            throws ConvergenceException, InterruptedException {
        SortedMap<String, ObjectNode> running = then.rollOut(rollout, plan, stack);
        List<String> canaries =
                tried(plan).stream().map(update -> Canary.name(update.name())).toList();
        rollout.canaries().remove(canaries, settings.drain(), "its service runs the new spec: removed");
        return running;
    }
}
