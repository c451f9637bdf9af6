package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code /secrets} and {@code /configs}. */
final class ObjectApi {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-_.]{0,62}[a-zA-Z0-9])?");

    private final Store store;
    private final Table table;
    private final int limit;
    private final boolean hidden;

    private ObjectApi(Store store, Table table, int limit, boolean hidden) {
        this.store = store;
        this.table = table;
        this.limit = limit;
        this.hidden = hidden;
    }

    static ObjectApi secrets(Store store) {
        return new ObjectApi(store, store.secrets(), 512_000, true);
    }

    static ObjectApi configs(Store store) {
        return new ObjectApi(store, store.configs(), 1_024_000, false);
    }

    void addTo(Routes routes) {
        String path = "/" + table.kind() + "s";
        routes.add("GET " + path, this::list);
        routes.add("POST " + path + "/create", this::create);
        routes.add("POST " + path + "/*/update", this::update);
        routes.add("GET " + path + "/*", this::inspect);
        routes.add("DELETE " + path + "/*", this::remove);
    }

    private Answer list(Call call) {
        synchronized (store) {
            ArrayNode all = Store.JSON.createArrayNode();
            table.all().stream()
                    .filter(object -> Store.hasLabels(object.spec().path("Labels"), call.filter("label")))
                    .filter(object -> isNamed(object, call.filter("name")))
                    .map(this::json)
                    .forEach(all::add);
            return Answer.ok(all);
        }
    }

    private static boolean isNamed(Entity object, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(object.name()::startsWith);
    }

    private ObjectNode json(Entity object) {
        ObjectNode json = object.json();
        if (hidden) {
            ((ObjectNode) json.path("Spec")).remove("Data");
        }
        return json;
    }

    private Answer create(Call call) {
        synchronized (store) {
            ObjectNode spec = call.json();
            spec.withObject("/Labels");
            checkName(spec.path("Name").asText());
            if (!spec.has("Driver")) {
                checkSize(data(spec).length);
            }
            if (table.named(spec.path("Name").asText()).isPresent()) {
                throw Refusal.rpc(
                        409,
                        "AlreadyExists",
                        table.kind() + " " + spec.path("Name").asText() + " already exists");
            }
            Entity object = store.create(table, spec);
            return Answer.json(201, Store.JSON.createObjectNode().put("ID", object.id()));
        }
    }

    private static byte[] data(ObjectNode spec) {
        try {
            return Base64.getDecoder().decode(spec.path("Data").asText(""));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "illegal base64 data at input byte 0");
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw Refusal.invalid("name must be provided");
        }
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid("invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end"
                    + " character must be [a-zA-Z0-9]");
        }
    }

    private void checkSize(int size) {
        if (size == 0 || size >= limit) {
            throw Refusal.invalid(table.kind() + " data must be larger than 0 and less than " + limit + " bytes");
        }
    }

    private Answer update(Call call) {
        synchronized (store) {
            Entity object = table.get(call.part(1));
            store.checkVersion(object, call.parameter("version").orElse(""), table.kind());
            ObjectNode spec = call.json();
            boolean sameName = spec.path("Name").equals(object.spec().path("Name"));
            boolean sameData = spec.path("Data").asText("").isEmpty()
                    || spec.path("Data").equals(object.spec().path("Data"));
            if (!sameName || !sameData) {
                throw Refusal.invalid("only updates to Labels are allowed");
            }
            object.spec().set("Labels", spec.withObject("/Labels"));
            store.touch(object);
            store.event(table.kind(), "update", object, Map.of());
            return Answer.empty(200);
        }
    }

    private Answer inspect(Call call) {
        synchronized (store) {
            return Answer.ok(json(table.get(call.part(1))));
        }
    }

    private Answer remove(Call call) {
        synchronized (store) {
            Entity object = table.get(call.part(1));
            List<String> users = users(object);
            if (!users.isEmpty()) {
                throw Refusal.invalid("%s '%s' is in use by the following service%s: %s"
                        .formatted(table.kind(), object.name(), users.size() > 1 ? "s" : "", String.join(", ", users)));
            }
            table.remove(object);
            store.event(table.kind(), "remove", object, Map.of());
            return Answer.empty(204);
        }
    }

    private List<String> users(Entity object) {
        String title = table.kind().substring(0, 1).toUpperCase(Locale.ROOT)
                + table.kind().substring(1);
        return store.services().all().stream()
                .filter(service -> service.spec()
                        .at("/TaskTemplate/ContainerSpec/" + title + "s")
                        .findValuesAsText(title + "ID")
                        .contains(object.id()))
                .map(Entity::name)
                .collect(Collectors.toList());
    }
}
