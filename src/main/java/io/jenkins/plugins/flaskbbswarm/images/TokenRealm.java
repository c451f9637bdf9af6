package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.http.Body;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes tokens of logins, at the place that a registry names for that, if it may have them. */
final class TokenRealm {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final RegistryTransport transport;
    private final TokenHosts hosts;

    TokenRealm(RegistryTransport transport, TokenHosts hosts) {
        this.transport = transport;
        this.hosts = hosts;
    }

    /** @throws ImageException if the login may not be sent there, is refused, or is answered by no token */
    String token(ImageReference image, RegistryChallenge challenge, RegistryAuth login) throws InterruptedException {
        URI realm = challenge
                .realm()
                .orElseThrow(() -> new ImageException(
                        Kind.UNTRUSTED,
                        "the registry " + image.registry()
                                + " names a giver of tokens without TLS; have it name one with https"));
        hosts.check(image.registry(), realm);
        HttpAnswer answer = ask(realm, challenge.query(image.repository()), login);
        if (answer.status() == 401 || answer.status() == 403) {
            throw new ImageException(
                    Kind.UNAUTHORIZED,
                    "the registry " + image.registry() + " refuses the login; correct its user and password");
        }
        return found(answer)
                .orElseThrow(() -> new ImageException(
                        Kind.OTHER,
                        "what gives the tokens of the registry " + image.registry() + ", " + realm.getHost()
                                + ", answers " + answer.status() + " without one; see its log"));
    }

    private static Optional<String> found(HttpAnswer answer) {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        try {
            JsonNode json = BoundedJson.tree(answer.body());
            String token = json.path("token").asText(json.path("access_token").asText());
            return Optional.of(token).filter(text -> TOKEN.matcher(text).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Basic authentication at the endpoint, or for an identity token OAuth2's exchange of a refresh token. */
    private HttpAnswer ask(URI realm, String query, RegistryAuth login) throws InterruptedException {
        String own = realm.getRawQuery();
        String whole = own == null ? query : own + "&" + query;
        String path = "https://" + realm.getRawAuthority() + realm.getRawPath();
        Optional<String> identity = login.identityToken();
        if (identity.isEmpty()) {
            Map<String, String> basic =
                    Map.of("Authorization", login.authorization().orElseThrow());
            return transport.send(URI.create(path + "?" + whole), "GET", basic, new Body.None());
        }
        String form = whole + "&grant_type=refresh_token&client_id=flaskbb-swarm&refresh_token="
                + RegistryChallenge.encoded(identity.get());
        return transport.send(
                URI.create(path),
                "POST",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                new Body.Bytes(form.getBytes(StandardCharsets.UTF_8)));
    }
}
