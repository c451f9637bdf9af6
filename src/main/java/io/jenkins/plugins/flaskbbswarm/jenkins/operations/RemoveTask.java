package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Removes a stack. */
public record RemoveTask() implements StackOperation.Task {
    @Override
    public LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        List<String> left = commands.remove(stack);
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("left", new ArrayList<>(left));
        map.put(
                Operation.SUMMARY,
                left.isEmpty()
                        ? "Removed: " + stack + " is gone."
                        : "Not all of " + stack + " is gone: " + String.join(", ", left) + ".");
        return map;
    }
}
