package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Services behind Traefik that it may not reach, or that it reaches too early. */
final class TraefikLint implements Lint {
    /** Of Traefik 2 and 3, and of 1: for the whole service, or for one of its segments. */
    private static final Pattern PORT = Pattern.compile(
            "traefik\\.(http|tcp|udp)\\.services\\.[^.]+\\.loadbalancer\\.server\\.(port|url)"
                    + "|traefik\\.([^.]+\\.)?port",
            Pattern.CASE_INSENSITIVE);

    @Override
    public void check(Service service, Stack stack, Findings findings) {
        lookAtContainers(service, findings);
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
        if (labels.keySet().stream().noneMatch(label -> PORT.matcher(label).matches())) {
            findings.add(
                    "deploy.labels",
                    "in a swarm Traefik cannot tell the port of a service, and routes nothing to one without",
                    "label it with traefik.http.services.NAME.loadbalancer.server.port (traefik.port before v2)");
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

    /** In a swarm Traefik asks for services, and never sees their containers. */
    private static void lookAtContainers(Service service, Findings findings) {
        Set<String> seen = service.deploy().labels().keySet();
        boolean unseen = service.labels().keySet().stream()
                .anyMatch(label -> label.startsWith("traefik.") && !seen.contains(label));
        if (unseen) {
            findings.add(
                    "labels",
                    "these are labels of the containers, and in a swarm Traefik reads those of the service only",
                    "write them below deploy.labels");
        }
    }

    private static Optional<String> network(Map<String, String> labels) {
        return labels.keySet().stream()
                .filter(label -> label.equals("traefik.docker.network") || label.equals("traefik.swarm.network"))
                .findFirst();
    }
}
