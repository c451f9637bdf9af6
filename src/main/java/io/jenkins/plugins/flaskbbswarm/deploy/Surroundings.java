package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.time.Duration;
import java.util.Map;

/**
 * What a deployment finds around it.
 *
 * @param environment the variables that {@code {env: NAME}} may name
 * @param owner who deploys, for people: a user and host, or the address of a build
 * @param lockPatience how long to wait for another release of the same stack
 * @param events told what happens
 */
public record Surroundings(Map<String, String> environment, String owner, Duration lockPatience, EventSink events) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
