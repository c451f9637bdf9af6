package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineSettings;
import io.jenkins.plugins.flaskbbswarm.engine.TlsFiles;
import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.util.List;
import java.util.Optional;

/** Connects to the engine that a file, an option or the environment names, in this order. */
final class EngineAccess {
    private EngineAccess() {}

    /** @throws Refused if the address or its certificates cannot be used */
    static Engine open(DeployConfig.Engine named, Surroundings surroundings) throws InterruptedException {
        EngineSettings settings = EngineSettings.defaults()
                .withNotices(line -> surroundings.events().emit(new Event.Note("engine", line)));
        return Engine.connect(address(named, surroundings), settings);
    }

    private static EngineAddress address(DeployConfig.Engine named, Surroundings surroundings) {
        try {
            Optional<TlsFiles> tls = named.tls().or(() -> named.certificates().map(TlsFiles::in));
            return named.host()
                    .map(host -> EngineAddress.parse(host, tls))
                    .orElseGet(() -> EngineAddress.of(surroundings.environment()));
        } catch (IllegalArgumentException e) {
            throw new Refused(List.of(e.getMessage()));
        }
    }
}
