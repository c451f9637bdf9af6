package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All objects of one kind. */
final class Table {
    private final String kind;
    private final Map<String, Entity> byId = new LinkedHashMap<>();

    /** @param kind singular, as in the engine's messages */
    Table(String kind) {
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    Collection<Entity> all() {
        return List.copyOf(byId.values());
    }

    void add(Entity entity) {
        byId.put(entity.id(), entity);
    }

    void remove(Entity entity) {
        byId.remove(entity.id());
    }

    Optional<Entity> find(String idOrName) {
        return Optional.ofNullable(byId.get(idOrName)).or(() -> named(idOrName));
    }

    Optional<Entity> named(String name) {
        return byId.values().stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst();
    }

    Entity get(String idOrName) {
        return find(idOrName).orElseThrow(() -> Refusal.notFound(kind, idOrName));
    }
}
