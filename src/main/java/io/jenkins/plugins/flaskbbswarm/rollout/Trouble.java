package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.Optional;

/**
 * Why a service does not come up.
 *
 * @param service its name
 * @param task the task to look at, if one is to blame
 * @param reason in words
 */
public record Trouble(String service, Optional<String> task, String reason) {}
