package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Map;
import java.util.Optional;

/** Reads engine addresses; see {@link EngineAddress}. */
final class AddressParser {
    private AddressParser() {}

    static EngineAddress parse(String text, Optional<TlsFiles> tls) {
        throw new UnsupportedOperationException();
    }

    static EngineAddress of(Map<String, String> environment) {
        throw new UnsupportedOperationException();
    }
}
