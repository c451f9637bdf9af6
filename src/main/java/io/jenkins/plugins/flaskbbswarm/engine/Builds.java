package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Building images on the engine. */
public final class Builds {
    private final Caller caller;

    Builds(Caller caller) {
        this.caller = caller;
    }

    /**
     * Builds an image ({@code POST /build}).
     *
     * @param parameters of the endpoint, for example {@code version=2} (BuildKit), {@code t}, {@code dockerfile},
     *     {@code target}, {@code buildargs} (JSON), {@code labels} (JSON)
     * @param context the build context as a tar archive
     * @param logins for base images of registries that want one; BuildKit takes none this way, so pull those before
     * @param messages told each message of the engine; BuildKit's progress is {@code id=moby.buildkit.trace}
     * @throws EngineException if the engine refuses it, or {@link EngineException.Failed} if the build fails
     */
    public void build(
            Map<String, List<String>> parameters,
            StreamedBody context,
            Collection<RegistryAuth> logins,
            Consumer<JsonNode> messages)
            throws InterruptedException {
        caller.stream(
                Request.post("build")
                        .with(parameters)
                        .with(context, "application/x-tar")
                        .withLogins(logins),
                messages);
    }
}
