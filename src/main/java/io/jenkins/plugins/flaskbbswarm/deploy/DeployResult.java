package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.List;
import java.util.Optional;

/**
 * How a deployment ended well.
 *
 * @param release number of the release that the stack is at
 * @param changed whether this run changed anything; otherwise there was nothing to do
 * @param watched whether all was seen to run as wanted; otherwise it was sent, and no release made of it
 * @param plan what was done
 * @param images what the services run
 * @param address where the stack answers, if it was probed
 */
public record DeployResult(
        int release,
        boolean changed,
        boolean watched,
        Plan plan,
        List<ImageReference> images,
        Optional<String> address) {

    static DeployResult released(int number, DeploymentPlan planned, ReleaseSettings settings) {
        return of(number, true, true, planned, settings);
    }

    static DeployResult unchanged(int number, DeploymentPlan planned, ReleaseSettings settings) {
        return of(number, false, true, planned, settings);
    }

    static DeployResult sent(int number, boolean changed, DeploymentPlan planned, ReleaseSettings settings) {
        return of(number, changed, false, planned, settings);
    }

    /** What happened, in a sentence. */
    public String sentence() {
        if (!watched) {
            return sent();
        }
        if (changed && plan.isLoginOnly()) {
            return "Registry login updated: " + plan.stack() + " is at release " + release + " as before.";
        }
        return changed
                ? "Released: " + plan.stack() + " is at release " + release + "."
                : "Nothing to do: " + plan.stack() + " runs as release " + release + " says.";
    }

    private String sent() {
        return changed
                ? "Sent: whether " + plan.stack()
                        + " runs is not known; no release was recorded; watch it with: stack"
                        + " deploy without --detach, or look at it with: stack diagnose " + plan.stack()
                : "Nothing to send: the services of " + plan.stack() + " are as their files say.";
    }

    private static DeployResult of(
            int number, boolean changed, boolean watched, DeploymentPlan planned, ReleaseSettings settings) {
        List<ImageReference> images = planned.stack().services().stream()
                .map(service ->
                        service.body().at("/TaskTemplate/ContainerSpec/Image").asText())
                .map(ImageReference::parse)
                .distinct()
                .toList();
        Optional<String> address = settings.probe().map(probe -> probe.url().toString());
        return new DeployResult(number, changed, watched, planned.plan(), images, address);
    }
}
