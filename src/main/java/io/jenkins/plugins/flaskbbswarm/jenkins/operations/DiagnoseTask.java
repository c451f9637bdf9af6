package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.LinkedHashMap;
import java.util.List;

/** Diagnoses a stack. */
public record DiagnoseTask() implements StackOperation.Task {
    @Override
    public LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws InterruptedException {
        List<Diagnosis> diagnoses = commands.diagnose(stack);
        for (Diagnosis diagnosis : diagnoses) {
            diagnosis.lines().forEach(line -> surroundings.events().emit(new Event.Output("diagnosis", line)));
        }
        return Results.of(stack, diagnoses);
    }
}
