package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.util.List;
import java.util.SortedMap;

/** One thing to do to the swarm. */
public sealed interface Action {
    /** The name on the engine of what is touched. */
    String name();

    /** {@code network}, {@code secret}, {@code config} or {@code service}. */
    default String noun() {
        if (this instanceof CreateObject create) {
            return create.kind().toString();
        }
        if (this instanceof RemoveObject remove) {
            return remove.kind().toString();
        }
        if (this instanceof UpdateLabels update) {
            return update.kind().toString();
        }
        return this instanceof CreateNetwork || this instanceof RemoveNetwork ? "network" : "service";
    }

    /** {@code create}, {@code update} or {@code remove}. */
    default String verb() {
        if (this instanceof UpdateService || this instanceof UpdateLabels) {
            return "update";
        }
        boolean removal =
                this instanceof RemoveService || this instanceof RemoveNetwork || this instanceof RemoveObject;
        return removal ? "remove" : "create";
    }

    /** Makes an overlay network. */
    record CreateNetwork(String name, ObjectNode body) implements Action {}

    /** Makes a version of a secret or config. */
    record CreateObject(ObjectKind kind, String name, ObjectNode body, Content content) implements Action {}

    /** Gives a secret or config other labels, all else being the same. */
    record UpdateLabels(ObjectKind kind, String name, String id, SortedMap<String, String> labels) implements Action {}

    /** Makes a service. */
    record CreateService(DesiredService service) implements Action {
        @Override
        public String name() {
            return service.name();
        }
    }

    /**
     * Changes a service.
     *
     * @param before what the engine has now
     * @param changes in what that differs from what is wanted
     * @param restarts whether the engine will replace the service's tasks
     */
    record UpdateService(
            DesiredService service, SwarmInventory.Service before, List<FieldChange> changes, boolean restarts)
            implements Action {
        @Override
        public String name() {
            return service.name();
        }

        /** Whether tasks are to be started anew though their spec stays. */
        public boolean runsAgain() {
            return changes.stream().anyMatch(FieldChange::isRunAgain);
        }

        /** Whether the spec stays, and only the nodes get another registry login: that restarts nothing. */
        public boolean isLoginOnly() {
            return changes.equals(List.of(FieldChange.LOGIN));
        }
    }

    /** Removes a service that left the stack, or a job that a dead run left behind. */
    record RemoveService(SwarmInventory.Service service) implements Action {
        @Override
        public String name() {
            return service.name();
        }
    }

    /** Removes a network that left the stack. */
    record RemoveNetwork(String name, String id) implements Action {}

    /** Removes a version that nothing refers to any more. */
    record RemoveObject(ObjectKind kind, String name, String id) implements Action {}
}
