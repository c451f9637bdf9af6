package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;

import java.util.List;
import java.util.Optional;

/** {@code /tasks}. */
final class TaskApi {
    private final Store store;

    TaskApi(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.add("GET /tasks", this::list);
        routes.add("GET /tasks/*", this::inspect);
    }

    private Answer list(Call call) {
        synchronized (store) {
            List<String> services = call.filter("service").stream()
                    .map(name -> store.services().get(name).id())
                    .toList();
            ArrayNode all = Store.JSON.createArrayNode();
            store.tasks().values().stream()
                    .filter(task -> services.isEmpty() || services.contains(task.service()))
                    .filter(task -> isOneOf(call.filter("id"), task.id()))
                    .filter(task -> isOneOf(call.filter("desired-state"), task.desired()))
                    .filter(task -> isOneOf(call.filter("node"), task.node().orElse("")))
                    .filter(task -> hasLabels(task, call.filter("label")))
                    .map(FakeTask::json)
                    .forEach(all::add);
            return Answer.ok(all);
        }
    }

    private static boolean isOneOf(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    /** Tasks are found by the labels of their service. */
    private boolean hasLabels(FakeTask task, List<String> labels) {
        return labels.isEmpty()
                || store.services()
                        .find(task.service())
                        .filter(service -> Store.hasLabels(service.spec().path("Labels"), labels))
                        .isPresent();
    }

    private Answer inspect(Call call) {
        synchronized (store) {
            return Optional.ofNullable(store.tasks().get(call.part(1)))
                    .map(task -> Answer.ok(task.json()))
                    .orElseThrow(() -> Refusal.notFound("task", call.part(1)));
        }
    }
}
