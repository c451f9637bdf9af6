package io.jenkins.plugins.flaskbbswarm.jenkins;

import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

import java.util.Map;

/** Lets a script write maps and lists where the form has lines and pairs. */
abstract class DeploymentStepDescriptor extends SwarmStepDescriptor implements CustomDescribableModel {
    @Override
    public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        return ScriptArguments.toForm(arguments);
    }

    @Override
    public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
        return step.withArguments(ScriptArguments.toScript(step.getArguments()));
    }
}
