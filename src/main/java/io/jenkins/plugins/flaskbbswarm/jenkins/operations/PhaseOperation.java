package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentPhases;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One phase of a deployment, alone. */
public record PhaseOperation(DeploymentData deployment, Part part) implements Operation {
    /** Which one. */
    public enum Part {
        BUILD,
        PUSH,
        SECRETS,
        CONFIGS,
        NETWORKS,
        MIGRATE,
        PROBE
    }

    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        DeploymentPhases parts =
                new DeploymentPhases(deployment.config(directory, surroundings.environment()), surroundings);
        return switch (part) {
            case BUILD -> new LinkedHashMap<>(parts.build());
            case PUSH -> new LinkedHashMap<>(parts.push());
            case SECRETS -> new LinkedHashMap<>(parts.secrets());
            case CONFIGS -> new LinkedHashMap<>(parts.configs());
            case NETWORKS -> new LinkedHashMap<>(parts.networks());
            case MIGRATE -> migrated(parts.migrate());
            case PROBE -> Results.address(parts.probe());
        };
    }

    /** What holds the stack's lock may have left it, and a job that runs on. */
    @Override
    public ReleaseFailedException recover(Path directory, DeploymentContext surroundings) throws InterruptedException {
        return switch (part) {
            case BUILD, PUSH, PROBE -> Operation.super.recover(directory, surroundings);
            case SECRETS, CONFIGS, NETWORKS, MIGRATE ->
                new DeployOperation(deployment, "").recover(directory, surroundings);
        };
    }

    private static LinkedHashMap<String, Object> migrated(List<String> log) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("log", new ArrayList<>(log));
        return map;
    }
}
