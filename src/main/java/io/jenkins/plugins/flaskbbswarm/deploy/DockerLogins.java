package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The logins that {@code docker login} keeps in {@code config.json}. Those that it gave to a credential helper are out
 * of reach, since no other program is ever run; this matters only for registries that a stack pulls from.
 */
final class DockerLogins {
    private final Path file;
    private final JsonNode json;
    private final Map<String, JsonNode> auths = new TreeMap<>();

    private DockerLogins(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
        json.path("auths")
                .properties()
                .forEach(login -> auths.put(RegistryLogins.host(login.getKey()), login.getValue()));
    }

    /**
     * Reads them from {@code DOCKER_CONFIG}, else from {@code .docker} in the home directory; there need not be any.
     *
     * @throws Refused if the file cannot be read
     */
    static DockerLogins of(Map<String, String> environment) {
        Path folder = Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", ""), ".docker"));
        Path file = folder.resolve("config.json");
        return new DockerLogins(file, read(file));
    }

    /**
     * All logins of the file that {@code DOCKER_CONFIG} names, none if it names none: whoever set it for this run alone,
     * as Jenkins' {@code withDockerRegistry} does, means them to be used. What a credential helper keeps is left out.
     *
     * @throws Refused if the file cannot be read
     */
    static RegistryLogins ofThisRun(Map<String, String> environment) {
        if (environment.getOrDefault("DOCKER_CONFIG", "").isEmpty()) {
            return RegistryLogins.none();
        }
        DockerLogins logins = of(environment);
        return logins.forRegistries(logins.auths.keySet().stream()
                .filter(registry -> logins.helper(registry).isEmpty())
                .collect(Collectors.toSet()));
    }

    private static JsonNode read(Path file) {
        JsonMapper mapper = new JsonMapper();
        try {
            return Files.exists(file) ? mapper.readTree(Files.readAllBytes(file)) : mapper.createObjectNode();
        } catch (IOException e) {
            // The parser's own message would show a piece of the file, and so perhaps of a password.
            throw new Refused(List.of("The logins in " + file + " cannot be read: "
                    + (e instanceof com.fasterxml.jackson.core.JacksonException ? "it is no JSON" : e.getMessage())
                    + "; correct the file, or have DOCKER_CONFIG name another folder"));
        }
    }

    /**
     * The logins for these registries, as far as there are any.
     *
     * @param registries host and port of each
     * @throws Refused if one is kept by a credential helper, or is not what {@code docker login} writes
     */
    RegistryLogins forRegistries(Set<String> registries) {
        List<String> kept = registries.stream()
                .flatMap(registry -> helper(registry).stream())
                .toList();
        if (!kept.isEmpty()) {
            throw new Refused(kept);
        }
        return RegistryLogins.of(registries.stream()
                .filter(auths::containsKey)
                .flatMap(registry -> login(registry, auths.get(registry)).stream())
                .toList());
    }

    private Optional<String> helper(String registry) {
        JsonNode own = json.path("credHelpers");
        Optional<String> helper = own.properties().stream()
                .filter(entry -> RegistryLogins.host(entry.getKey()).equals(registry))
                .map(entry -> entry.getValue().asText())
                .findFirst();
        Optional<String> store = Optional.of(json.path("credsStore").asText())
                .filter(name -> !name.isEmpty() && auths.containsKey(registry));
        return helper.or(() -> store)
                .map(name -> "The login to " + registry + " is kept by the credential helper docker-credential-" + name
                        + ", which is not supported; keep it in a file of its own (DOCKER_CONFIG=some/folder docker"
                        + " login " + registry + ") and deploy with the same DOCKER_CONFIG");
    }

    private Optional<RegistryAuth> login(String registry, JsonNode login) {
        String token = login.path("identitytoken").asText();
        if (!token.isEmpty()) {
            return Optional.of(RegistryAuth.byToken(registry, token.toCharArray()));
        }
        String auth = login.path("auth").asText();
        return auth.isEmpty() ? Optional.empty() : Optional.of(decoded(registry, auth));
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

    private Refused unreadable(String registry) {
        return new Refused(List.of("The login to " + registry + " in " + file
                + " is not what docker login writes; run: docker login " + registry));
    }

    @Override
    public String toString() {
        return "DockerLogins[" + file + ", " + auths.keySet() + "]";
    }
}
