package io.jenkins.plugins.flaskbbswarm.diagnosis;

import java.util.Optional;

/**
 * Why a service does not come up.
 *
 * @param service its name
 * @param task the task to look at, if one is to blame
 * @param reason in words
 */
public record ServiceFailure(String service, Optional<String> task, String reason) {}
