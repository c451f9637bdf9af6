package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request to an engine as an endpoint class words it; immutable. */
final class Request {
    static Request get(String... path) {
        throw new UnsupportedOperationException();
    }

    static Request post(String... path) {
        throw new UnsupportedOperationException();
    }

    static Request delete(String... path) {
        throw new UnsupportedOperationException();
    }

    Request with(String parameter, String value) {
        throw new UnsupportedOperationException();
    }

    Request with(Map<String, List<String>> parameters) {
        throw new UnsupportedOperationException();
    }

    Request with(Filters filters) {
        throw new UnsupportedOperationException();
    }

    Request with(JsonNode body) {
        throw new UnsupportedOperationException();
    }

    Request with(StreamedBody body, String type) {
        throw new UnsupportedOperationException();
    }

    Request with(Optional<RegistryAuth> auth) {
        throw new UnsupportedOperationException();
    }

    /** Says that we have no login, which pushing wants said. */
    Request withoutAuth() {
        throw new UnsupportedOperationException();
    }

    Request withLogins(Collection<RegistryAuth> logins) {
        throw new UnsupportedOperationException();
    }

    /** A read that may well take longer than those of swarm objects: it asks others, too. */
    Request slow() {
        throw new UnsupportedOperationException();
    }
}
