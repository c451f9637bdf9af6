package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel.Answer;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.PinnedSpecs;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Holds the services of a stack to digests as often as {@code docker stack deploy --resolve-image} does: what a stack
 * file asked for is kept in a label of the service, and as long as it asks for the same the digest may stay.
 */
final class ImagePinner {
    private static final String ASKED_FOR = "/Labels/com.docker.stack.image";

    private final DeploymentImages images;
    private final ImageResolutionPolicy when;

    ImagePinner(DeploymentImages images, ImageResolutionPolicy when) {
        this.images = images;
        this.when = when;
    }

    /** @param seen waited for only if what there is matters */
    DesiredStack pinned(DesiredStack stack, Answer<SwarmSnapshot> seen) throws InterruptedException {
        return switch (when) {
            case ALWAYS -> images.pin(stack);
            case CHANGED, NEVER -> besidePresent(stack, seen.get().observed());
        };
    }

    private DesiredStack besidePresent(DesiredStack stack, SwarmInventory observed) throws InterruptedException {
        List<DesiredService> services = new ArrayList<>();
        List<DesiredService> toResolve = new ArrayList<>();
        for (DesiredService service : stack.services()) {
            Optional<ObjectNode> present = present(service, observed);
            if (present.isPresent()) {
                services.add(PinnedSpecs.withImageOf(service, present.get()));
            } else if (when == ImageResolutionPolicy.NEVER) {
                services.add(service);
            } else {
                toResolve.add(service);
            }
        }
        services.addAll(images.pin(with(stack, toResolve)).services());
        services.sort(Comparator.comparing(DesiredService::name));
        return images.withLogins(with(stack, services));
    }

    /** The engine's service, if its stack file asked for the same image as this one does. */
    private static Optional<ObjectNode> present(DesiredService service, SwarmInventory observed) {
        String asked = service.body().at(ASKED_FOR).asText();
        return Optional.ofNullable(observed.services().get(service.name()))
                .map(SwarmInventory.Service::spec)
                .filter(present -> present.at(ASKED_FOR).asText().equals(asked));
    }

    private static DesiredStack with(DesiredStack stack, List<DesiredService> services) {
        return new DesiredStack(stack.namespace(), stack.networks(), stack.secrets(), stack.configs(), services);
    }
}
