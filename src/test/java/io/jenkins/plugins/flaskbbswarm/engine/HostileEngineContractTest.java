package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.HostilePeerContract;

import java.time.Duration;
import java.util.Optional;

class HostileEngineContractTest extends HostilePeerContract {
    @Override
    protected void ask(int port, Duration deadline) throws Exception {
        EngineSettings settings = EngineSettings.defaults()
                .withDeadline(deadline)
                .withReadDeadline(deadline)
                .withPatience(Duration.ZERO);
        TlsFiles files = new TlsFiles(identity.certificatePem(), identity.certificatePem(), identity.keyPem());
        try (Engine engine =
                Engine.connect(EngineAddress.parse("tcp://127.0.0.1:" + port, Optional.of(files)), settings)) {
            engine.services().list(Filters.none());
        }
    }

    @Override
    protected Class<? extends Exception> failure() {
        return EngineException.class;
    }
}
