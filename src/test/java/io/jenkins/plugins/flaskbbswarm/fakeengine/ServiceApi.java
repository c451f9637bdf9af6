package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/** {@code /services}. */
final class ServiceApi {
    private final Store store;
    private final Orchestrator orchestrator;

    ServiceApi(Store store, Orchestrator orchestrator) {
        this.store = store;
        this.orchestrator = orchestrator;
    }

    void addTo(Routes routes) {
        routes.add("GET /services", this::list);
        routes.add("POST /services/create", this::create);
        routes.add("POST /services/*/update", this::update);
        routes.add("GET /services/*", this::inspect);
        routes.add("DELETE /services/*", this::remove);
    }

    private Answer list(Call call) {
        synchronized (store) {
            ArrayNode all = Store.JSON.createArrayNode();
            store.services().all().stream()
                    .filter(service -> matches(service, call))
                    .map(service -> json(service, call.flag("status")))
                    .forEach(all::add);
            return Answer.ok(all);
        }
    }

    private static boolean matches(Entity service, Call call) {
        List<String> names = call.filter("name");
        List<String> ids = call.filter("id");
        return Store.hasLabels(service.spec().path("Labels"), call.filter("label"))
                && (names.isEmpty() || names.stream().anyMatch(service.name()::startsWith))
                && (ids.isEmpty() || ids.stream().anyMatch(service.id()::startsWith));
    }

    private ObjectNode json(Entity service, boolean status) {
        ObjectNode json = service.json();
        if (status) {
            json.set("ServiceStatus", orchestrator.status(service));
        }
        return json;
    }

    private Answer create(Call call) {
        synchronized (store) {
            ObjectNode spec = call.json();
            new ServiceChecks(store).check(spec);
            String name = spec.path("Name").asText();
            if (store.services().named(name).isPresent()) {
                throw Refusal.rpc(
                        409,
                        "AlreadyExists",
                        "name conflicts with an existing object: service " + name + " already exists");
            }
            Entity service = store.create(store.services(), stored(spec, call));
            service.extra().set("Endpoint", Store.JSON.createObjectNode());
            if (Jobs.isJob(spec)) {
                service.extra().withObject("/JobStatus").putObject("JobIteration");
            }
            return Answer.json(201, Store.JSON.createObjectNode().put("ID", service.id()));
        }
    }

    private Answer update(Call call) {
        synchronized (store) {
            Entity service = store.services().get(call.part(1));
            store.checkVersion(service, call.parameter("version").orElse(""), "service");
            ObjectNode before = service.spec();
            ObjectNode spec = call.parameter("rollback").isPresent() ? previous(service) : call.json();
            new ServiceChecks(store).checkUpdate(before, spec);
            service.replace(stored(spec, call));
            service.extra().set("PreviousSpec", before);
            store.touch(service);
            store.event("service", "update", service, Map.of());
            if (Jobs.isJob(spec)) {
                long next = Jobs.iteration(service) + 1;
                service.extra().withObject("/JobStatus/JobIteration").put("Index", next);
            } else {
                orchestrator.updated(service);
            }
            return Answer.ok(Store.JSON.createObjectNode().putNull("Warnings"));
        }
    }

    private ObjectNode stored(ObjectNode given, Call call) {
        ObjectNode spec = given.deepCopy();
        for (String path : store.unknownFields()) {
            int last = path.lastIndexOf('.');
            if (spec.at("/" + path.substring(0, last).replace('.', '/')) instanceof ObjectNode parent) {
                parent.remove(path.substring(last + 1));
            }
        }
        return ServiceDefaults.fill(spec, call.request().version());
    }

    private static ObjectNode previous(Entity service) {
        JsonNode previous = service.extra().path("PreviousSpec");
        if (previous.isMissingNode()) {
            throw Refusal.rpc(400, "FailedPrecondition", "service " + service.id() + " does not have a previous spec");
        }
        return previous.deepCopy();
    }

    private Answer inspect(Call call) {
        synchronized (store) {
            return Answer.ok(store.services().get(call.part(1)).json());
        }
    }

    private Answer remove(Call call) {
        synchronized (store) {
            Entity service = store.services().get(call.part(1));
            store.services().remove(service);
            orchestrator.removed(service);
            store.event("service", "remove", service, Map.of());
            return Answer.empty(200);
        }
    }
}
