package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /images}, {@code /distribution} and {@code /build}. */
final class ImageApi {
    private final Store store;
    /** Of names on the engine. */
    private final Map<String, String> ids = new HashMap<>();
    /** What the registry's tags point to. */
    private final Map<String, String> pushed = new HashMap<>();
    /** Of images that other engines pushed. */
    private final Map<String, String> foreign = new HashMap<>();

    private volatile Optional<String> buildFailure = Optional.empty();
    private volatile Optional<String> registry = Optional.empty();
    private volatile String base = "";

    ImageApi(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.add("GET /images/json", this::list);
        routes.add("GET /images/*/json", this::inspect);
        routes.add("POST /images/create", this::pull);
        routes.add("POST /images/load", call -> Answer.messages());
        routes.add("POST /images/*/tag", this::tag);
        routes.add("POST /images/*/push", this::push);
        routes.add("DELETE /images/*", this::remove);
        routes.add("GET /distribution/*/json", this::resolve);
        routes.add("POST /build", this::build);
    }

    void buildsFail(String message) {
        buildFailure = Optional.of(message);
    }

    /** Images of this registry exist only if they were pushed. */
    void hasRegistry(String address) {
        registry = Optional.of(address + "/");
    }

    /** Builds from now on make other images, as they do on another base image. */
    void buildsOn(String newBase) {
        base = newBase;
    }

    /** Another engine pushes an image, and its digest is this. */
    void pushedElsewhere(String name, String digest) {
        synchronized (store) {
            pushed.put(name, digest);
            foreign.put(foreignId(digest), digest);
        }
    }

    /** Somebody gives a name to an image whose digest is this. */
    void named(String name, String digest) {
        synchronized (store) {
            foreign.put(foreignId(digest), digest);
            remember(name, foreignId(digest));
        }
    }

    /** The registry's images by tag. */
    Map<String, String> pushed() {
        synchronized (store) {
            return new TreeMap<>(pushed);
        }
    }

    /** Somebody removes an image from the registry, with all its tags. */
    void removedFromRegistry(String digest) {
        synchronized (store) {
            pushed.values().removeIf(digest::equals);
        }
    }

    private static String foreignId(String digest) {
        return "sha256:" + FakeImage.sha256("the image of " + digest);
    }

    private Answer list(Call call) {
        synchronized (store) {
            ArrayNode all = Store.JSON.createArrayNode();
            store.localImages().forEach(name -> all.add(json(name)));
            return Answer.ok(all);
        }
    }

    private ObjectNode json(String name) {
        ObjectNode json = Store.JSON.createObjectNode().put("Id", id(name));
        json.putArray("RepoTags").add(name);
        json.putArray("RepoDigests");
        return json;
    }

    private String id(String name) {
        return ids.getOrDefault(name, name.startsWith("sha256:") ? name : "sha256:" + FakeImage.sha256(name));
    }

    private Answer inspect(Call call) {
        synchronized (store) {
            String name = call.part(1);
            if (!store.localImages().contains(name)) {
                throw new Refusal(404, "no such image: " + name + ": No such image: " + name);
            }
            return Answer.ok(json(name));
        }
    }

    private Answer pull(Call call) {
        synchronized (store) {
            String tag = call.parameter("tag").orElse("latest");
            String name = call.parameter("fromImage").orElse("") + (tag.startsWith("sha256:") ? "@" : ":") + tag;
            if (registry.filter(name::startsWith).isPresent() && tag.startsWith("sha256:")) {
                return pullByDigest(name, tag);
            }
            store.image(name).digest();
            if (store.fullDisks().contains(store.nodes().all().iterator().next().id())) {
                return failure(noSpace("tmp/GetImageBlob649412942"));
            }
            store.localImages().add(name);
            return Answer.messages(message("Status: Downloaded newer image for " + name));
        }
    }

    static String noSpace(String file) {
        return "write /var/lib/docker/" + file + ": no space left on device";
    }

    private Answer pullByDigest(String name, String digest) {
        if (!pushed.containsValue(digest)) {
            return failure("manifest for " + name + " not found: manifest unknown: manifest unknown");
        }
        remember(name, foreignId(digest));
        return Answer.messages(message("Status: Downloaded newer image for " + name));
    }

    private void remember(String name, String id) {
        store.localImages().add(name);
        ids.put(name, id);
    }

    private static ObjectNode message(String status) {
        return Store.JSON.createObjectNode().put("status", status);
    }

    private Answer tag(Call call) {
        synchronized (store) {
            inspect(call);
            String name = call.parameter("repo").orElse("") + ":"
                    + call.parameter("tag").orElse("latest");
            remember(name, id(call.part(1)));
            return Answer.empty(201);
        }
    }

    private Answer push(Call call) {
        synchronized (store) {
            String name = call.part(1);
            String tag = call.parameter("tag").orElse("latest");
            if (!store.localImages().contains(name + ":" + tag)) {
                return failure("An image does not exist locally with the tag: " + name);
            }
            String digest = digestToPush(name + ":" + tag);
            ObjectNode aux = Store.JSON.createObjectNode();
            aux.putObject("aux").put("Tag", tag).put("Digest", digest).put("Size", 528);
            return Answer.messages(
                    message("The push refers to repository [" + name + "]"),
                    message(tag + ": digest: " + digest + " size: 528"),
                    aux);
        }
    }

    private String digestToPush(String name) {
        if (registry.filter(name::startsWith).isEmpty()) {
            return store.image(name).digest();
        }
        String id = id(name);
        String digest = foreign.getOrDefault(id, "sha256:" + FakeImage.sha256(id));
        pushed.put(name, digest);
        remember(name.replaceFirst(":[^:/]+$", "@" + digest), id);
        return digest;
    }

    private String digestHeld(String name) {
        if (registry.filter(name::startsWith).isEmpty()) {
            return store.image(name).digest();
        }
        return Optional.ofNullable(pushed.get(name))
                .orElseThrow(() -> new Refusal(404, "manifest unknown: manifest unknown"));
    }

    private static Answer failure(String text) {
        ObjectNode failure = Store.JSON.createObjectNode();
        failure.putObject("errorDetail").put("message", text);
        return Answer.messages(failure.put("error", text));
    }

    private Answer remove(Call call) {
        synchronized (store) {
            if (!store.localImages().remove(call.part(1))) {
                throw new Refusal(404, "No such image: " + call.part(1));
            }
            return Answer.ok(Store.JSON.createArrayNode());
        }
    }

    private Answer resolve(Call call) {
        synchronized (store) {
            ObjectNode json = Store.JSON.createObjectNode();
            json.putObject("Descriptor")
                    .put("mediaType", "application/vnd.docker.distribution.manifest.v2+json")
                    .put("digest", digestHeld(call.part(1)));
            json.putArray("Platforms").addObject().put("architecture", "amd64").put("os", "linux");
            return Answer.ok(json);
        }
    }

    private Answer build(Call call) {
        synchronized (store) {
            if (buildFailure.isPresent()) {
                return failure(buildFailure.get());
            }
            String id = "sha256:"
                    + FakeImage.sha256(
                            base + call.request().query() + call.request().text());
            store.localImages().add(id);
            call.parameter("t").ifPresent(name -> remember(name, id));
            ObjectNode done = Store.JSON.createObjectNode().put("id", "moby.image.id");
            done.putObject("aux").put("ID", id);
            return Answer.messages(done);
        }
    }
}
