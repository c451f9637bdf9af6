package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.engine.DockerFolder;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The logins of the docker CLI: those that {@code config.json} holds, and those that it has a credential helper keep
 * ({@code credHelpers} for single registries, {@code credsStore} for all).
 */
final class DockerLogins {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;
    private final JsonNode json;
    private final DeploymentContext surroundings;

    private DockerLogins(Path file, JsonNode json, DeploymentContext surroundings) {
        this.file = file;
        this.json = json;
        this.surroundings = surroundings;
    }

    /**
     * Reads them from {@code DOCKER_CONFIG}, else from {@code .docker} in the home directory; there need not be any.
     *
     * @throws InvalidRequestException if the file cannot be read
     */
    static DockerLogins of(DeploymentContext surroundings) {
        Map<String, String> environment = surroundings.environment();
        Path file = DockerFolder.in(environment).resolve("config.json");
        return new DockerLogins(file, read(file), surroundings);
    }

    /**
     * All logins of the file that {@code DOCKER_CONFIG} names, none if it names none: whoever set it for this run alone,
     * as Jenkins' {@code withDockerRegistry} does, means them to be used.
     *
     * @throws InvalidRequestException if the file cannot be read
     */
    static RegistryLogins ofThisRun(DeploymentContext surroundings) {
        return surroundings.environment().getOrDefault("DOCKER_CONFIG", "").isEmpty()
                ? RegistryLogins.none()
                : RegistryLogins.from(of(surroundings)::login);
    }

    /** All logins, for who can do without them: what is wrong is a warning. */
    static RegistryLogins orWarnings(DeploymentContext surroundings) {
        return RegistryLogins.from(registry -> {
            try {
                return of(surroundings).login(registry);
            } catch (InvalidRequestException e) {
                String remedy = "a service that is made again has no login for its image";
                surroundings.events().emit(new Event.Warning("registry " + registry, e.getMessage(), remedy));
                return Optional.empty();
            }
        });
    }

    private static JsonNode read(Path file) {
        JsonMapper mapper = new JsonMapper();
        try {
            return Files.exists(file) ? mapper.readTree(BoundedFile.read(file)) : mapper.createObjectNode();
        } catch (IOException e) {
            // The parser's own message would show a piece of the file, and so perhaps of a password.
            throw new InvalidRequestException(List.of("The logins in " + file + " cannot be read: "
                    + (e instanceof com.fasterxml.jackson.core.JacksonException ? "it is not JSON" : e.getMessage())
                    + "; correct the file, or have DOCKER_CONFIG name another folder"));
        }
    }

    /**
     * The logins for these registries, as far as there are any.
     *
     * @param registries host and port of each
     * @throws InvalidRequestException with all that is wrong with them
     */
    RegistryLogins forRegistries(Set<String> registries) {
        List<String> problems = new ArrayList<>();
        RegistryLogins logins = RegistryLogins.from(this::login);
        for (String registry : registries) {
            try {
                logins.of(registry);
            } catch (InvalidRequestException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return logins;
    }

    /**
     * The login for a registry: of its own credential helper, else of the one for all registries, else of the file.
     *
     * @param registry host and port
     * @throws InvalidRequestException if it is not what {@code docker login} writes, or its credential helper does not give it
     */
    Optional<RegistryAuth> login(String registry) {
        Optional<Map.Entry<String, JsonNode>> own = entry("credHelpers", registry);
        if (own.isPresent()) {
            return helped(own.get().getValue().asText(), own.get().getKey());
        }
        Optional<Map.Entry<String, JsonNode>> entry = entry("auths", registry);
        return stored(registry, entry.map(Map.Entry::getKey))
                .or(() -> entry.flatMap(login -> written(registry, login.getValue())));
    }

    /** A store that knows nothing of a registry, as of most public ones, need not work for it either: as with the CLI. */
    private Optional<RegistryAuth> stored(String registry, Optional<String> key) {
        String store = json.path("credsStore").asText();
        if (store.isEmpty()) {
            return Optional.empty();
        }
        try {
            return helped(store, key.orElse(RegistryLogins.serverAddress(registry)));
        } catch (InvalidRequestException e) {
            if (key.isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<RegistryAuth> helped(String name, String server) {
        if (!surroundings.mayRunPrograms()) {
            throw new InvalidRequestException(List.of("The login to " + server
                    + " is kept by the credential helper docker-credential-"
                    + name + ", and on the Jenkins controller no program is run; run the step on an agent, or name"
                    + " the registry's credential"));
        }
        return new CredentialHelper(name, surroundings.environment(), PATIENCE).login(server);
    }

    /** As the CLI looks: the exact address first, then whatever means the same host. */
    private Optional<Map.Entry<String, JsonNode>> entry(String field, String registry) {
        Set<Map.Entry<String, JsonNode>> entries = json.path(field).properties();
        String exact = RegistryLogins.serverAddress(registry);
        return Stream.concat(
                        entries.stream().filter(entry -> entry.getKey().equals(exact)),
                        entries.stream().filter(entry -> RegistryLogins.host(entry.getKey())
                                .equals(registry)))
                .findFirst();
    }

    private Optional<RegistryAuth> written(String registry, JsonNode login) {
        String registryToken = login.path("registrytoken").asText();
        if (!registryToken.isEmpty()) {
            return Optional.of(RegistryAuth.byRegistryToken(registry, registryToken.toCharArray()));
        }
        Optional<RegistryAuth> pair = pair(registry, login);
        String token = login.path("identitytoken").asText();
        return token.isEmpty()
                ? pair
                : Optional.of(RegistryAuth.byToken(
                        registry, pair.map(RegistryAuth::user).orElse(""), token.toCharArray()));
    }

    private Optional<RegistryAuth> pair(String registry, JsonNode login) {
        String auth = login.path("auth").asText();
        if (!auth.isEmpty()) {
            return Optional.of(decoded(registry, auth));
        }
        String user = login.path("username").asText();
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegistryAuth(
                        registry, user, login.path("password").asText().toCharArray()));
    }

    private RegistryAuth decoded(String registry, String auth) {
        char[] pair = characters(registry, auth);
        int colon = new String(pair).indexOf(':');
        if (colon < 1) {
            throw unreadable(registry);
        }
        return new RegistryAuth(registry, new String(pair, 0, colon), Arrays.copyOfRange(pair, colon + 1, pair.length));
    }

    private char[] characters(String registry, String auth) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.decode(
                    ByteBuffer.wrap(Base64.getDecoder().decode(auth)));
            return Arrays.copyOf(text.array(), text.length());
        } catch (IllegalArgumentException e) {
            throw unreadable(registry);
        }
    }

    private InvalidRequestException unreadable(String registry) {
        return new InvalidRequestException(List.of("The login to " + registry + " in " + file
                + " is not what docker login writes; run: docker login " + registry));
    }

    @Override
    public String toString() {
        return "DockerLogins[" + file + "]";
    }
}
