package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks registries without an engine, which has no way to remove anything there, with the login that is for that
 * registry. The one place that knows of logins and the wording of errors.
 */
final class RegistryCaller {
    private final RegistryTransport transport;
    private final RegistryLogins logins;
    private final TokenRealm tokens;

    /** By name of the repository, since tokens are for one. */
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    RegistryCaller(RegistryLogins logins, RegistryTransport transport, TokenHosts hosts) {
        this.logins = logins;
        this.transport = transport;
        this.tokens = new TokenRealm(transport, hosts);
    }

    /**
     * Sends a request and gives the answer, whatever its status, but for those that say that it may not be sent.
     *
     * @param path below the repository's
     * @throws ImageException if the registry does not answer, or refuses the login
     */
    HttpAnswer send(ImageReference image, String path, RegistryRequest request) throws InterruptedException {
        HttpAnswer answer = once(image, path, request);
        if (answer.status() == 401) {
            authorizations.put(image.name(), authorization(image, answer));
            answer = once(image, path, request);
        }
        refuse(image, answer.status());
        return answer;
    }

    /** As {@link #send}, where only some statuses mean that it was done. A redirect never is one of them. */
    HttpAnswer expect(ImageReference image, String path, RegistryRequest request, int... wanted)
            throws InterruptedException {
        HttpAnswer answer = send(image, path, request);
        for (int status : wanted) {
            if (answer.status() == status) {
                return answer;
            }
        }
        throw new ImageException(
                Kind.OTHER,
                "the registry " + image.registry() + " answers " + answer.status() + " to " + request.method()
                        + " /v2/" + image.repository() + path.replaceFirst("\\?.*", "")
                        + "; see whether it is one, and what its log says");
    }

    private HttpAnswer once(ImageReference image, String path, RegistryRequest request) throws InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        Optional.ofNullable(authorizations.get(image.name())).ifPresent(it -> headers.put("Authorization", it));
        URI address = URI.create("https://" + host(image) + "/v2/" + image.repository() + path);
        return transport.send(address, request.method(), headers, request.body());
    }

    /** Docker's own registry is elsewhere than its images' names say. */
    private static String host(ImageReference image) {
        return image.registry().equals(ImageReference.DOCKER_HUB) ? "registry-1.docker.io" : image.registry();
    }

    private String authorization(ImageReference image, HttpAnswer refused) throws InterruptedException {
        RegistryAuth login = logins.of(image.registry())
                .orElseThrow(() -> new ImageException(
                        Kind.UNAUTHORIZED,
                        "the registry " + image.registry() + " wants a login and got none; "
                                + RegistryErrorCatalog.nameLogin()));
        RegistryChallenge challenge =
                RegistryChallenge.parse(refused.header("WWW-Authenticate").orElse("Basic"));
        if (challenge.wantsToken() && !login.isRegistryToken()) {
            return "Bearer " + tokens.token(image, challenge, login);
        }
        return login.authorization()
                .orElseThrow(() -> new ImageException(
                        Kind.UNAUTHORIZED,
                        "the login to the registry " + image.registry() + " is an identity token, and the registry"
                                + " asks for user and password; " + RegistryErrorCatalog.nameLogin()));
    }

    /** @throws ImageException if it is none */
    JsonNode json(ImageReference image, HttpAnswer answer) {
        try {
            return BoundedJson.tree(answer.body());
        } catch (IOException e) {
            throw isNone(image, e.getMessage());
        }
    }

    /** That something else than a registry answers. */
    static ImageException isNone(ImageReference image, String why) {
        return new ImageException(
                Kind.OTHER,
                "what answers as the registry " + image.registry() + " is none (" + why + "); correct the address");
    }

    /** Closes what is open for a next request. */
    void rest() {
        transport.rest();
    }

    private static void refuse(ImageReference image, int status) {
        if (status == 401) {
            throw new ImageException(
                    Kind.UNAUTHORIZED,
                    "the registry " + image.registry() + " refuses the login; correct its user and password");
        }
        if (status == 403) {
            throw new ImageException(
                    Kind.DENIED,
                    "the registry " + image.registry() + " does not let this user change " + image.repository()
                            + "; allow it to delete there");
        }
        if (status == 429 || status >= 500 && status != 501) {
            throw new ImageException(
                    Kind.OTHER, "the registry " + image.registry() + " answers " + status + "; look at its log");
        }
    }
}
