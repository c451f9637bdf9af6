package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.StackOperation;

import java.io.IOException;
import java.util.ArrayList;

/** A step that works on a stack as it is. */
public abstract class StackStep extends SwarmStep {
    private static final long serialVersionUID = 1L;

    private final String stack;

    StackStep(String stack) {
        this.stack = FormText.trimmed(stack);
    }

    public final String getStack() {
        return stack;
    }

    /** What is done to the stack. */
    abstract StackOperation.Task task();

    @Override
    public final boolean readsFiles() {
        return false;
    }

    @Override
    public final Operation operation(StepRun stepRun) throws IOException {
        if (isRelease()) {
            stepRun.isRelease(stack);
        }
        return new StackOperation(stepRun.engine(), registry(stepRun), stack, task());
    }

    /** A release that comes back may be of images that nodes do not have any more. */
    private ArrayList<RegistryData> registry(StepRun stepRun) throws IOException {
        ArrayList<RegistryData> login = new ArrayList<>();
        if (isRelease()) {
            stepRun.registry().ifPresent(login::add);
        }
        return login;
    }
}
