package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/** A node of the fake swarm. */
public final class FakeNode {
    private final Store store;
    private final Entity entity;

    FakeNode(Store store, Entity entity) {
        this.store = store;
        this.entity = entity;
    }

    public String id() {
        return entity.id();
    }

    public FakeNode label(String name, String value) {
        return change(spec -> spec.withObject("/Labels").put(name, value));
    }

    /** {@code active}, {@code pause} or {@code drain}. */
    public FakeNode availability(String value) {
        return change(spec -> spec.put("Availability", value));
    }

    public FakeNode worker() {
        entity.extra().remove("ManagerStatus");
        return change(spec -> spec.put("Role", "worker"));
    }

    /** As if its heartbeats had stopped. */
    public FakeNode down() {
        return status("down", "heartbeat failure");
    }

    public FakeNode up() {
        return status("ready", "");
    }

    public FakeNode resources(double cpus, long memoryBytes) {
        synchronized (store) {
            entity.extra()
                    .withObject("/Description/Resources")
                    .put("NanoCPUs", (long) (cpus * 1e9))
                    .put("MemoryBytes", memoryBytes);
            return this;
        }
    }

    /** It can neither pull an image nor make a container; its words are those of engine 20.10.24. */
    public FakeNode hasFullDisk() {
        synchronized (store) {
            store.fullDisks().add(id());
            return this;
        }
    }

    private FakeNode status(String state, String message) {
        synchronized (store) {
            entity.extra().withObject("/Status").put("State", state).put("Message", message);
            return this;
        }
    }

    private FakeNode change(Consumer<ObjectNode> change) {
        synchronized (store) {
            change.accept(entity.spec());
            store.touch(entity);
            return this;
        }
    }
}
