package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Optional;

/** Updates that start the new task first, where old and new cannot run side by side. */
final class UpdateLint implements Lint {
    @Override
    public void check(Service service, Stack stack, Findings findings) {
        boolean startFirst = service.deploy()
                .update()
                .filter(update -> update.order().equals("start-first"))
                .isPresent();
        if (!startFirst) {
            return;
        }
        if (service.ports().stream().anyMatch(port -> port.mode().equals("host"))) {
            findings.add(
                    "deploy.update_config.order",
                    "the new task waits for a host port that the old one holds, so start-first never ends on full nodes",
                    "use stop-first, or publish the port in mode ingress");
        }
        namedVolume(service)
                .filter(volume -> isSingle(service))
                .ifPresent(volume -> findings.add(
                        "deploy.update_config.order",
                        "with start-first, old and new task write to the volume '" + volume + "' at once",
                        "use stop-first for a service of one replica that keeps data"));
    }

    private static boolean isSingle(Service service) {
        return service.deploy().replicas().orElse(1L) == 1
                && !service.deploy().mode().startsWith("global");
    }

    private static Optional<String> namedVolume(Service service) {
        return service.mounts().stream()
                .filter(mount -> mount.type().equals("volume") && !mount.readOnly())
                .map(mount -> mount.source())
                .filter(source -> !source.isEmpty())
                .findFirst();
    }
}
