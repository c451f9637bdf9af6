package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.List;
import java.util.Optional;

/**
 * How a deployment ended well.
 *
 * @param release number of the release that the stack is at
 * @param changed whether this run made it; otherwise there was nothing to do
 * @param plan what was done
 * @param images what the services run
 * @param address where the stack answers, if it was probed
 */
public record DeployResult(
        int release, boolean changed, Plan plan, List<ImageReference> images, Optional<String> address) {}
