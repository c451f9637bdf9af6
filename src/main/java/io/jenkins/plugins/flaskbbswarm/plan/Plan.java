package io.jenkins.plugins.flaskbbswarm.plan;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;

/**
 * What must be done to a swarm so that a stack is as wanted.
 *
 * @param stack the stack
 * @param actions in the order of carrying out; none if the swarm is as wanted
 * @param kept names of the services that stay as they are
 */
public record Plan(Namespace stack, List<Action> actions, List<String> kept) {
    public Plan {
        actions = List.copyOf(actions);
        kept = List.copyOf(kept);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /** Whether any service of the stack is created, changed or removed; a new registry login alone is no change. */
    public boolean touchesServices() {
        return !only(Action.CreateService.class).isEmpty()
                || !only(Action.UpdateService.class).stream().allMatch(Action.UpdateService::isLoginOnly)
                || !only(Action.RemoveService.class).isEmpty();
    }

    /** Whether there is nothing to do but to hand out new registry logins. */
    public boolean isLoginOnly() {
        return !isEmpty()
                && actions.stream()
                        .allMatch(action -> action instanceof Action.UpdateService update && update.isLoginOnly());
    }

    /** The actions of one kind, in order. */
    public <A extends Action> List<A> only(Class<A> kind) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
