package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.LinkedHashMap;
import java.util.Optional;

/** Takes the lock of a stack away from its owner. */
public record UnlockTask() implements StackOperation.Task {
    @Override
    public LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws InterruptedException {
        Optional<LockRecord> held = commands.releaseLock(stack);
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("by", held.map(LockRecord::owner).orElse(""));
        map.put(
                Operation.SUMMARY,
                held.map(lock -> "Released: the stack " + stack + " was locked by " + lock + ".")
                        .orElse("Nothing to do: the stack " + stack + " is not locked."));
        return map;
    }
}
