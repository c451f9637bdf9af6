package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineChoice;
import io.jenkins.plugins.flaskbbswarm.engine.EngineSettings;
import io.jenkins.plugins.flaskbbswarm.engine.TlsFiles;
import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.util.List;
import java.util.Optional;

/**
 * Connects to the engine that a file or an option names; where none does, to the one that the docker CLI would talk to on
 * this machine, contexts included.
 */
public final class EngineConnector {
    private EngineConnector() {}

    /**
     * Connects. An engine that a Docker context names is reported, since nothing on the command line shows it.
     *
     * @throws InvalidRequestException if the address, its context or its certificates cannot be used
     */
    public static Engine open(DeployConfig.Engine named, DeploymentContext surroundings) throws InterruptedException {
        EngineSettings settings = EngineSettings.defaults().withNotices(line -> note(surroundings, line));
        EngineChoice choice = choice(named, surroundings);
        choice.context().ifPresent(context -> note(surroundings, choice.toString()));
        try {
            return Engine.connect(choice.address().withPassphraseOf(surroundings.environment()), settings);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(List.of("The TLS files for " + choice.address() + ": " + e.getMessage()));
        }
    }

    private static void note(DeploymentContext surroundings, String line) {
        surroundings.events().emit(new Event.Note("engine", line));
    }

    private static EngineChoice choice(DeployConfig.Engine named, DeploymentContext surroundings) {
        try {
            Optional<TlsFiles> tls = named.tls().or(() -> named.certificates().map(TlsFiles::in));
            return named.host()
                    .map(host -> new EngineChoice(EngineAddress.parse(host, tls, named.ssh()), Optional.empty()))
                    .orElseGet(() -> EngineChoice.of(named.context(), tls, surroundings.environment()));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(List.of(e.getMessage()));
        }
    }
}
