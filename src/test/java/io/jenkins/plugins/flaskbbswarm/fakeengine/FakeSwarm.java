package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A swarm to test against: {@code try (FakeSwarm swarm = FakeSwarm.withNodes("n1", "n2")) {…}}. It listens on
 * {@link #address}; whatever speaks the Engine API may connect, the docker command line too.
 */
public final class FakeSwarm implements AutoCloseable {
    private final Store store = new Store();
    private final Faults faults = new Faults();
    private final NodeApi nodes = new NodeApi(store);
    private final ImageApi images = new ImageApi(store);
    private final VolumeApi volumes = new VolumeApi(store);
    private final Orchestrator orchestrator;
    private final Server server;

    private FakeSwarm(Pace pace) {
        orchestrator = new Orchestrator(store, pace);
        Routes routes = new Routes();
        new SystemApi(store, faults).addTo(routes);
        new EventApi(store).addTo(routes);
        new LogApi(store).addTo(routes);
        new ServiceApi(store, orchestrator).addTo(routes);
        new TaskApi(store).addTo(routes);
        nodes.addTo(routes);
        new NetworkApi(store).addTo(routes);
        ObjectApi.secrets(store).addTo(routes);
        ObjectApi.configs(store).addTo(routes);
        images.addTo(routes);
        volumes.addTo(routes);
        try {
            server = new Server(store, routes, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orchestrator.start();
    }

    /** A swarm of managers with these host names, all of them ready. The first one is asked. */
    public static FakeSwarm withNodes(String... names) {
        return withNodes(Pace.fast(), names);
    }

    /** The same, living at another pace. */
    public static FakeSwarm withNodes(Pace pace, String... names) {
        FakeSwarm swarm = new FakeSwarm(pace);
        for (String name : names) {
            swarm.nodes.create(name);
        }
        return swarm;
    }

    /** It is an engine of version 29 instead of 20.10, and takes no API older than 1.44. */
    public FakeSwarm isEngine29() {
        synchronized (store) {
            store.setEngine(EngineRelease.V29);
            return this;
        }
    }

    /** The engine speaks these versions of the API and no others. */
    public FakeSwarm speaks(String oldest, String newest) {
        synchronized (store) {
            store.setEngine(new EngineRelease("99.0.0", newest, oldest, true));
            return this;
        }
    }

    /** Where it listens, as {@code DOCKER_HOST} spells it. */
    public String address() {
        return "tcp://127.0.0.1:" + server.port();
    }

    /** One of its nodes, to be changed. */
    public FakeNode node(String name) {
        synchronized (store) {
            return new FakeNode(store, store.nodes().get(name));
        }
    }

    /** What the tasks of an image do; a reference as services name it, a digest in it does not matter. */
    public FakeImage image(String reference) {
        synchronized (store) {
            return store.image(reference);
        }
    }

    /** An image that is on the engine's own machine, so that it can be tagged and pushed. */
    public FakeSwarm hasLocalImage(String reference) {
        synchronized (store) {
            store.localImages().add(reference);
            return this;
        }
    }

    /** A registry that has what was pushed to it and nothing else; other registries have everything. */
    public FakeSwarm hasRegistry(String address) {
        images.hasRegistry(address);
        return this;
    }

    /** Another engine pushes an image to the registry. */
    public FakeSwarm isPushedElsewhere(String name, String digest) {
        images.pushedElsewhere(name, digest);
        return this;
    }

    /** The engine gives a name to an image of which the registry will say this digest. */
    public FakeSwarm hasNameOf(String name, String digest) {
        images.named(name, digest);
        return this;
    }

    /** Somebody removes an image from the registry, with all its tags. */
    public FakeSwarm isRemovedFromRegistry(String digest) {
        images.removedFromRegistry(digest);
        return this;
    }

    /** The digests that the registry holds, by name and tag. */
    public Map<String, String> registry() {
        return images.pushed();
    }

    /** Builds from now on make other images, as they do on another base image. */
    public FakeSwarm buildsOn(String base) {
        images.buildsOn(base);
        return this;
    }

    /** Ignores a field of service specs, such as {@code TaskTemplate.ContainerSpec.Init}, as engines older than it do. */
    public FakeSwarm ignoresField(String path) {
        synchronized (store) {
            store.unknownFields().add(path);
            return this;
        }
    }

    /** A volume on the engine's own node, as a task makes it. */
    public FakeSwarm hasVolume(String name, Map<String, String> labels) {
        volumes.create(name, labels);
        return this;
    }

    /**
     * Answers no request any more after so many more writes, the last of which is carried out: what a client that is
     * killed at that moment leaves behind. {@link #isWell} ends it.
     */
    public FakeSwarm diesAfterWrites(int count) {
        faults.dieAfterWrites(count);
        return this;
    }

    /** Refuses one of the writes that are to come, counted from 1. */
    public FakeSwarm refusesWrite(int number) {
        faults.refuseWrite(number);
        return this;
    }

    /** All builds fail so, from now on. */
    public FakeSwarm buildsFail(String message) {
        images.buildsFail(message);
        return this;
    }

    /**
     * Trouble for some requests: {@code on("POST", "/services/create").commitThenRefuse(500, "…")}.
     *
     * @param path a regular expression for the whole path without the API version
     */
    public Fault on(String method, String path) {
        return new Fault(faults, method, path);
    }

    /** Requests about the swarm are refused for a while, in real time, as during an election. */
    public FakeSwarm losesItsLeader(Duration time) {
        faults.refuse(
                Refusal.rpc(
                        500,
                        "Unknown",
                        "The swarm does not have a leader. It's possible that too few managers are online."
                                + " Make sure more than half of the managers are online."),
                Optional.of(time));
        return this;
    }

    /** The engine becomes a worker. */
    public FakeSwarm isNoManager() {
        faults.refuse(
                new Refusal(
                        503,
                        "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state."
                                + " Please run this command on a manager node or promote the current node to a"
                                + " manager."),
                Optional.empty());
        return this;
    }

    /** The engine is in no swarm. */
    public FakeSwarm hasNoSwarm() {
        faults.refuse(
                new Refusal(
                        503,
                        "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to"
                                + " connect this node to swarm and try again."),
                Optional.empty());
        return this;
    }

    Answer answer(Recorded request) {
        return server.handle(request);
    }

    /** Ends all trouble. */
    public FakeSwarm isWell() {
        faults.clear();
        return this;
    }

    /** All requests since the start or {@link #forgetRequests}. */
    public List<Recorded> requests() {
        return List.copyOf(server.recorded());
    }

    /** Those that would change something. */
    public List<Recorded> writes() {
        return requests().stream().filter(Recorded::isWrite).toList();
    }

    public void forgetRequests() {
        server.recorded().clear();
    }

    /** One more task in the service's first slot, as engines start it when a restart and an update meet. */
    public FakeSwarm hasTwoTasksInOneSlot(String service) {
        synchronized (store) {
            orchestrator.slots().start(store.services().get(service), "1", 0);
            return this;
        }
    }

    /** The tasks of a service as the API shows them, without a request being recorded; oldest first. None without it. */
    public List<JsonNode> tasks(String service) {
        synchronized (store) {
            return store.services().find(service).stream()
                    .flatMap(found -> store.tasksOf(found).stream())
                    .<JsonNode>map(FakeTask::json)
                    .toList();
        }
    }

    @Override
    public void close() {
        orchestrator.close();
        server.close();
    }
}
