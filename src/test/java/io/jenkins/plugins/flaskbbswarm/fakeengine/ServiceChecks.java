package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an engine refuses in the spec of a service. */
final class ServiceChecks {
    private final Store store;

    ServiceChecks(Store store) {
        this.store = store;
    }

    void check(JsonNode spec) {
        portsOfOthers(spec);
        JsonNode template = spec.path("TaskTemplate");
        JsonNode container = template.path("ContainerSpec");
        references(container, "Secret", store.secrets());
        references(container, "Config", store.configs());
        credentialSpec(container);
        template.path("Networks")
                .forEach(network -> network(network.path("Target").asText()));
        spec.path("Networks").forEach(network -> network(network.path("Target").asText()));
        template.at("/Placement/Constraints").forEach(constraint -> Placement.parse(constraint.asText()));
        if (Jobs.isJob(spec) && spec.has("UpdateConfig")) {
            throw Refusal.invalid("Jobs may not have an update config");
        }
        ports(spec.path("EndpointSpec"));
    }

    void checkUpdate(JsonNode before, JsonNode spec) {
        check(spec);
        if (!before.path("Name").equals(spec.path("Name"))) {
            throw Refusal.rpc(501, "Unimplemented", "renaming services is not supported");
        }
        List<String> modes = new ArrayList<>();
        before.path("Mode").fieldNames().forEachRemaining(modes::add);
        JsonNode mode =
                ServiceDefaults.fill((ObjectNode) spec, store.engine().newest()).path("Mode");
        if (modes.stream().noneMatch(mode::has)) {
            throw Refusal.rpc(501, "Unimplemented", "service mode change is not allowed");
        }
    }

    private static void references(JsonNode container, String kind, Table table) {
        Map<String, String> targets = new HashMap<>();
        for (JsonNode reference : container.path(kind + "s")) {
            String name = reference.path(kind + "Name").asText();
            boolean known = table.find(reference.path(kind + "ID").asText())
                    .filter(object -> object.name().equals(name))
                    .isPresent();
            if (!known) {
                throw Refusal.invalid(table.kind() + " not found: " + name);
            }
            if (reference.has("Runtime")) {
                continue;
            }
            String target = reference.at("/File/Name").asText();
            String other = targets.putIfAbsent(target, name);
            if (other != null) {
                throw Refusal.invalid("%s references '%s' and '%s' have a conflicting target: '%s'"
                        .formatted(table.kind(), other, name, target));
            }
        }
    }

    private static void credentialSpec(JsonNode container) {
        String config = container.at("/Privileges/CredentialSpec/Config").asText();
        boolean referenced = config.isEmpty();
        for (JsonNode reference : container.path("Configs")) {
            referenced |= reference.has("Runtime")
                    && reference.path("ConfigID").asText().equals(config);
        }
        if (!referenced) {
            throw Refusal.invalid("CredentialSpec references config '" + config
                    + "', but that config isn't in config references with RuntimeTarget");
        }
    }

    private void network(String target) {
        if (store.networks().find(target).isEmpty()) {
            throw new Refusal(500, "network " + target + " not found");
        }
    }

    /** The ingress network gives a port to one service; tasks in mode host are left to the scheduler. */
    private void portsOfOthers(JsonNode spec) {
        for (JsonNode port : spec.at("/EndpointSpec/Ports")) {
            store.services().all().stream()
                    .filter(other -> !other.name().equals(spec.path("Name").asText()))
                    .forEach(other ->
                            other.spec().at("/EndpointSpec/Ports").forEach(taken -> portOfOther(port, taken, other)));
        }
    }

    private static void portOfOther(JsonNode port, JsonNode taken, Entity other) {
        long number = port.path("PublishedPort").asLong();
        boolean same = number != 0
                && number == taken.path("PublishedPort").asLong()
                && port.path("Protocol")
                        .asText("tcp")
                        .equals(taken.path("Protocol").asText("tcp"));
        if (same && !(isHost(port) && isHost(taken))) {
            throw Refusal.invalid("port '%d' is already in use by service '%s' (%s) as %s port"
                    .formatted(number, other.name(), other.id(), isHost(taken) ? "a host-published" : "an ingress"));
        }
    }

    private static boolean isHost(JsonNode port) {
        return port.path("PublishMode").asText().equals("host");
    }

    private static void ports(JsonNode endpoint) {
        for (JsonNode port : endpoint.path("Ports")) {
            boolean ingress = !port.path("PublishMode").asText("ingress").equals("host");
            if (ingress && endpoint.path("Mode").asText().equals("dnsrr")) {
                throw Refusal.invalid("EndpointSpec: port published with ingress mode can't be used with dnsrr mode");
            }
        }
    }
}
