package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Map;
import java.util.Optional;

/**
 * The engine that the docker CLI would talk to.
 *
 * @param context the Docker context that it is from; empty for the default one
 */
public record EngineChoice(EngineAddress address, Optional<String> context) {
    /**
     * Chooses as the docker CLI 28 does: the context that was asked for, {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, the
     * context of {@code docker context use}, the socket of this machine.
     *
     * @param asked for by {@code --context}
     * @param tls used instead of what the context or {@code DOCKER_CERT_PATH} has
     * @throws IllegalArgumentException if the engine's address, its context or its certificates cannot be used; the
     *     message says what to do
     */
    public static EngineChoice of(Optional<String> asked, Optional<TlsFiles> tls, Map<String, String> environment) {
        return ContextName.of(asked, environment)
                .map(context -> new EngineChoice(
                        new ContextStore(DockerFolder.in(environment), tls).engine(context),
                        Optional.of(context.name())))
                .orElseGet(() -> new EngineChoice(AddressParser.of(environment, tls), Optional.empty()));
    }

    /** As in "context prod, ssh://deploy@manager". */
    @Override
    public String toString() {
        return context.map(name -> "context " + name + ", ").orElse("") + address;
    }
}
