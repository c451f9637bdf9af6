package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A second service that runs the new spec of a service beside the old, for a share of its requests. Pure. */
public final class Canary {
    private static final String SUFFIX = "-canary";
    private static final int LONGEST_NAME = 63;

    private Canary() {}

    /** What the canary of a service is called on the engine. */
    public static String name(String service) {
        return service + SUFFIX;
    }

    /** The header with which a request reaches the canary and nobody else, if Traefik has requests for it. */
    public static Optional<String> header(JsonNode canary) {
        return new TraefikLabels(canary).isRouted() ? Optional.of(TraefikLabels.HEADER) : Optional.empty();
    }

    /**
     * Its spec.
     *
     * @param wanted the service's new spec
     * @param present the service's spec on the engine: its labels for Traefik hold for as long as it runs
     * @param release number of the release that the canary belongs to
     * @param tasks how many it has
     */
    public static ObjectNode spec(ObjectNode wanted, JsonNode present, int release, int tasks) {
        ObjectNode spec = wanted.deepCopy();
        String name = name(wanted.path("Name").asText());
        spec.put("Name", name);
        ObjectNode labels = spec.withObject("/Labels");
        labels.put(Labels.CANARY, Integer.toString(release));
        List<String> traefik = new ArrayList<>();
        labels.fieldNames().forEachRemaining(label -> {
            if (label.toLowerCase(Locale.ROOT).startsWith("traefik.")) {
                traefik.add(label);
            }
        });
        labels.remove(traefik);
        new TraefikLabels(joined(present, wanted)).ofCanary(name).forEach(labels::put);
        spec.putObject("Mode").putObject("Replicated").put("Replicas", tasks);
        return spec;
    }

    /** The present labels, with the servers (port, scheme) of the new spec. */
    private static JsonNode joined(JsonNode present, ObjectNode wanted) {
        ObjectNode joined = present.deepCopy();
        ObjectNode labels = joined.withObject("/Labels");
        wanted.path("Labels").properties().forEach(label -> {
            if (label.getKey().toLowerCase(Locale.ROOT).contains(".loadbalancer.server.")
                    && labels.has(label.getKey())) {
                labels.set(label.getKey(), label.getValue());
            }
        });
        return joined;
    }

    /** A canary's spec with which Traefik sends it no more requests. */
    public static ObjectNode withoutRequests(ObjectNode canary) {
        ObjectNode spec = canary.deepCopy();
        spec.withObject("/Labels").put("traefik.enable", "false");
        return spec;
    }

    /** How many tasks of a service run, or are to. */
    public static int tasks(JsonNode spec) {
        return spec.at("/Mode/Replicated/Replicas").asInt(1);
    }

    /** How the canary of a service gets its share, if it is not that of the tasks. */
    public static Optional<String> shareWithoutProxy(DesiredService service) {
        boolean isByAddress = new TraefikLabels(service.body()).isRouted()
                || "dnsrr".equals(service.body().at("/EndpointSpec/Mode").asText());
        return isByAddress
                ? Optional.empty()
                : Optional.of("has no labels for Traefik and endpoint_mode vip, so its alias has two addresses: the"
                        + " canary gets about half of the new connections by DNS, whatever its size");
    }

    /** The stack with the new tasks of those services started before the old ones go, where its files do not say. */
    public static DesiredStack startFirst(DesiredStack stack, Set<String> keys) {
        List<DesiredService> services = stack.services().stream()
                .map(service -> keys.contains(service.key()) ? startFirst(service) : service)
                .toList();
        return new DesiredStack(stack.namespace(), stack.networks(), stack.secrets(), stack.configs(), services);
    }

    private static DesiredService startFirst(DesiredService service) {
        if (!service.body().at("/UpdateConfig/Order").asText().isEmpty()
                || !service.body().path("Mode").has("Replicated")
                        && service.body().has("Mode")) {
            return service;
        }
        ObjectNode body = service.body().deepCopy();
        if (!body.has("UpdateConfig")) {
            body.putObject("UpdateConfig").put("Parallelism", 1);
        }
        body.withObject("/UpdateConfig").put("Order", "start-first");
        return service.withBody(body);
    }

    /** Why a service cannot have a canary, in words that follow "it"; none if it can. */
    public static List<String> problems(DesiredService service, DesiredStack stack, SwarmInventory observed) {
        List<String> problems = new ArrayList<>();
        JsonNode spec = service.body();
        if (spec.path("Mode").has("Global")) {
            problems.add("is global: a canary would run once more on each node, not for a share of the requests");
        } else if (Jobs.isJob(spec)) {
            problems.add("is a job: it answers no requests of which a canary could get a share");
        }
        if (!spec.at("/EndpointSpec/Ports").isEmpty()) {
            problems.add("publishes " + ports(spec) + ", which two services cannot publish at once; let Traefik have"
                    + " its requests");
        }
        writable(spec)
                .ifPresent(mount ->
                        problems.add("writes to " + mount + " and has one task: a canary would be a second writer"));
        new TraefikLabels(spec).problem().ifPresent(problems::add);
        taken(service, stack, observed).ifPresent(problems::add);
        Optional.ofNullable(observed.services().get(service.name()))
                .flatMap(present -> balancing(present.spec(), spec))
                .ifPresent(problems::add);
        return problems;
    }

    private static String ports(JsonNode spec) {
        List<String> ports = new ArrayList<>();
        spec.at("/EndpointSpec/Ports")
                .forEach(port -> ports.add("port "
                        + port.path("PublishedPort")
                                .asText(port.path("TargetPort").asText())
                        + ("host".equals(port.path("PublishMode").asText()) ? " of its nodes" : "")));
        return String.join(", ", ports);
    }

    /** What several tasks already write to has no one writer. */
    private static Optional<String> writable(JsonNode spec) {
        if (tasks(spec) > 1) {
            return Optional.empty();
        }
        for (JsonNode mount : spec.at("/TaskTemplate/ContainerSpec/Mounts")) {
            String source = mount.path("Source").asText();
            boolean isData = Set.of("volume", "bind", "cluster")
                            .contains(mount.path("Type").asText())
                    && !source.endsWith(".sock");
            if (isData && !mount.path("ReadOnly").asBoolean()) {
                return Optional.of(mount.path("Type").asText() + " "
                        + (source.isEmpty() ? mount.path("Target").asText() : source));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> taken(DesiredService service, DesiredStack stack, SwarmInventory observed) {
        String name = name(service.name());
        if (name.length() > LONGEST_NAME) {
            return Optional.of("would have a canary called " + name + ", which is longer than " + LONGEST_NAME
                    + " characters; give the service or the stack a shorter name");
        }
        boolean isWanted =
                stack.services().stream().anyMatch(other -> other.name().equals(name));
        boolean isThere = Optional.ofNullable(observed.services().get(name))
                .filter(other -> !other.isTemporary())
                .isPresent();
        return isWanted
                        || isThere
                        || observed.others().stream()
                                .anyMatch(other -> other.name().equals(name))
                ? Optional.of("would have a canary called " + name + ", and there is another service of that name")
                : Optional.empty();
    }

    /** Traefik drops a load balancer that two services define differently: all requests would fail. */
    private static Optional<String> balancing(JsonNode present, JsonNode wanted) {
        TraefikLabels before = new TraefikLabels(present);
        return before.isRouted() && !before.balancing().equals(new TraefikLabels(wanted).balancing())
                ? Optional.of(
                        "changes its labels traefik.http.services.*.loadbalancer, and Traefik shares requests only"
                                + " between services that have the same; deploy this change alone, without a canary")
                : Optional.empty();
    }
}
