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
        int release, boolean changed, Plan plan, List<ImageReference> images, Optional<String> address) {

    static DeployResult released(int number, Planned planned, ReleaseSettings settings) {
        return of(number, true, planned, settings);
    }

    static DeployResult unchanged(int number, Planned planned, ReleaseSettings settings) {
        return of(number, false, planned, settings);
    }

    /** What happened, in a sentence. */
    public String sentence() {
        return changed
                ? "Released: " + plan.stack() + " is at release " + release + "."
                : "Nothing to do: " + plan.stack() + " runs as release " + release + " says.";
    }

    private static DeployResult of(int number, boolean changed, Planned planned, ReleaseSettings settings) {
        List<ImageReference> images = planned.stack().services().stream()
                .map(service ->
                        service.body().at("/TaskTemplate/ContainerSpec/Image").asText())
                .map(ImageReference::parse)
                .distinct()
                .toList();
        Optional<String> address = settings.probe().map(probe -> probe.url().toString());
        return new DeployResult(number, changed, planned.plan(), images, address);
    }
}
