package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Services behind Traefik that it may not reach, or that it reaches too early. */
final class ProxyLint implements Lint {
    @Override
    public void look(Service service, Stack stack, Findings findings) {
        Map<String, String> labels = new TreeMap<>(service.labels());
        labels.putAll(service.deploy().labels());
        if (!"true".equalsIgnoreCase(labels.get("traefik.enable"))) {
            return;
        }
        if (service.networks().size() > 1 && network(labels).isEmpty()) {
            findings.add(
                    "networks",
                    "Traefik does not know on which of the networks to reach the service, and takes any",
                    "label the service with traefik.swarm.network (traefik.docker.network before v3)");
        }
        boolean checked =
                service.healthCheck().filter(check -> !check.disable()).isPresent();
        if (!checked) {
            findings.add(
                    "healthcheck",
                    "without a health check, requests reach a new task before it can answer",
                    "add a health check, unless the image has one");
        }
    }

    private static Optional<String> network(Map<String, String> labels) {
        return labels.keySet().stream()
                .filter(label -> label.equals("traefik.docker.network") || label.equals("traefik.swarm.network"))
                .findFirst();
    }
}
