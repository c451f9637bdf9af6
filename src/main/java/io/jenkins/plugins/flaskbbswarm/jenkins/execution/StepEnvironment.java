package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmArguments;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.TargetCaller;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a step finds around it when it begins. Taken at once, since a script that does not wait for the step's end takes
 * it away.
 *
 * @param swarm what an enclosing {@code withSwarm} says
 * @param variables of the build at this place
 * @param user as whom the build runs
 */
record StepEnvironment(
        Run<?, ?> build,
        PrintStream log,
        SwarmArguments swarm,
        TreeMap<String, String> variables,
        Optional<Authentication> user) {
    static StepEnvironment of(StepContext context) throws IOException, InterruptedException {
        return new StepEnvironment(
                context.get(Run.class),
                context.get(TaskListener.class).getLogger(),
                Optional.ofNullable(context.get(SwarmArguments.class)).orElse(SwarmArguments.NONE),
                new TreeMap<>(Optional.<Map<String, String>>ofNullable(context.get(EnvVars.class))
                        .orElse(Map.of())),
                Optional.ofNullable(context.get(FlowExecution.class))
                        .map(flow -> flow.getAuthentication().toSpring()));
    }

    /** The job, by its full name. */
    String job() {
        String id = build.getExternalizableId();
        return id.substring(0, id.lastIndexOf('#'));
    }

    /** Who the step is to those who give targets. */
    TargetCaller caller() {
        return TargetCaller.build(job(), user);
    }

    /** The build's folder. */
    Path folder() {
        return build.getRootDir().toPath();
    }

    /** Who deploys: the build's address. */
    String owner() {
        return variables.getOrDefault("BUILD_URL", build.getExternalizableId());
    }

    /** An environment may hold secrets. */
    @Override
    public String toString() {
        return "environment of " + build;
    }
}
