package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The images on this engine's own machine. Each method throws {@link EngineException}. */
public final class Images {
    private final Caller caller;

    Images(Caller caller) {
        this.caller = caller;
    }

    public List<JsonNode> list(Filters filters) throws InterruptedException {
        return caller.list(Request.get("images", "json").with(filters), AnswerShape.IMAGE);
    }

    /** One image by reference or identifier. */
    public Optional<JsonNode> inspect(String reference) throws InterruptedException {
        return caller.find(Request.get("images", reference, "json"), AnswerShape.IMAGE);
    }

    /** Gives an image one more name. */
    public void tag(String reference, String name, String tag) throws InterruptedException {
        caller.send(Request.post("images", reference, "tag").with("repo", name).with("tag", tag));
    }

    /**
     * Sends an image to the registry that its name says.
     *
     * @param messages told each message of the engine ({@code status}, {@code id}, {@code progressDetail}…)
     * @return the digest under which the registry holds it
     */
    public String push(String name, String tag, Optional<RegistryAuth> auth, Consumer<JsonNode> messages)
            throws InterruptedException {
        Request request = Request.post("images", name, "push").with("tag", tag).with(auth);
        PushDigest digest = new PushDigest();
        caller.stream(auth.isPresent() ? request : request.withoutAuth(), digest.andThen(messages));
        return digest.get(name + ":" + tag);
    }

    /** Fetches an image from its registry. {@code tag} may be a digest. */
    public void pull(String name, String tag, Optional<RegistryAuth> auth, Consumer<JsonNode> messages)
            throws InterruptedException {
        caller.stream(
                Request.post("images", "create")
                        .with("fromImage", name)
                        .with("tag", tag)
                        .with(auth),
                messages);
    }

    /** Takes the images of an archive made by {@code docker save}. */
    public void load(StreamedBody archive, Consumer<JsonNode> messages) throws InterruptedException {
        caller.stream(Request.post("images", "load").with(archive, "application/x-tar"), messages);
    }

    /** Takes a root file system as an image. */
    public void importTar(String name, String tag, StreamedBody archive, Consumer<JsonNode> messages)
            throws InterruptedException {
        caller.stream(
                Request.post("images", "create")
                        .with("fromSrc", "-")
                        .with("repo", name)
                        .with("tag", tag)
                        .with(archive, "application/x-tar"),
                messages);
    }

    /** Removes a name, and the image with its last name; one that is not there is fine. */
    public void remove(String reference) throws InterruptedException {
        caller.remove(Request.delete("images", reference));
    }
}
