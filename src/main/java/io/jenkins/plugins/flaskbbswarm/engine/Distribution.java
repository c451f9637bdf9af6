package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/** What registries hold, as the engine sees it. */
public final class Distribution {
    private final Caller caller;

    Distribution(Caller caller) {
        this.caller = caller;
    }

    /**
     * Asks an image's registry for its digest ({@code Descriptor.digest}) and {@code Platforms}. The engine asks anew
     * each time, four requests to the registry.
     *
     * @throws EngineException also if the registry does not answer or refuses the login; an absent image
     *     {@link EngineException#isNotFound()}
     */
    public JsonNode resolve(String reference, Optional<RegistryAuth> auth) throws InterruptedException {
        return caller.json(
                Request.get("distribution", reference, "json").with(auth).asSlow(), AnswerShape.DISTRIBUTION);
    }
}
