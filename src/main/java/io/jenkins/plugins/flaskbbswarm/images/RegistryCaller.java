package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.engine.TlsTrust;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/**
 * Asks registries without an engine, which has no way to remove anything there: over TLS that is always verified, with
 * the login that is for that registry. The one place that knows of transport, logins and the wording of errors.
 */
final class RegistryCaller {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 16 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final RegistryLogins logins;

    /** By name of the repository, since tokens are for one. */
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    RegistryCaller(RegistryLogins logins, Optional<TrustedCa> ca) {
        this.logins = logins;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        ca.ifPresent(authority -> builder.sslContext(authority.context()));
        this.http = builder.build();
    }

    /**
     * Sends a request and gives the answer, whatever its status, but for those that say that it may not be sent.
     *
     * @param path below the repository's
     * @throws ImageException if the registry does not answer, or refuses the login
     */
    HttpResponse<byte[]> send(ImageReference image, String path, RegistryRequest request) throws InterruptedException {
        HttpResponse<byte[]> answer = once(image, path, request);
        if (answer.statusCode() == 401) {
            authorizations.put(image.name(), authorization(image, answer));
            answer = once(image, path, request);
        }
        refuse(image, answer.statusCode());
        return answer;
    }

    private HttpResponse<byte[]> once(ImageReference image, String path, RegistryRequest request)
            throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("https://" + host(image) + "/v2/" + image.repository() + path))
                .timeout(PATIENCE)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        Optional.ofNullable(authorizations.get(image.name())).ifPresent(it -> builder.header("Authorization", it));
        return exchanged(image.registry(), builder.build());
    }

    /** Docker's own registry is elsewhere than its images' names say. */
    private static String host(ImageReference image) {
        return image.registry().equals(ImageReference.DOCKER_HUB) ? "registry-1.docker.io" : image.registry();
    }

    private HttpResponse<byte[]> exchanged(String server, HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(server, "no whole answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failed(server, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static ImageException failed(String server, Throwable failure) {
        if (failure instanceof SSLException e) {
            return new ImageException(
                    Kind.UNTRUSTED,
                    "no trusted connection to the registry " + server
                            + TlsTrust.outOfTime(e)
                                    .map(cause -> ": " + cause)
                                    .orElseGet(() -> " (" + e.getMessage()
                                            + "); name the file with its CA's certificate in preview.registry-ca"),
                    e);
        }
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return unreachable(server, text, failure);
    }

    private static ImageException unreachable(String server, String cause, Throwable failure) {
        return new ImageException(
                Kind.UNREACHABLE,
                "the registry " + server + " does not answer (" + cause + "); see that it runs, and that"
                        + " this machine reaches it",
                failure);
    }

    private String authorization(ImageReference image, HttpResponse<byte[]> refused) throws InterruptedException {
        RegistryAuth login = logins.of(image.registry())
                .orElseThrow(() -> new ImageException(
                        Kind.UNAUTHORIZED,
                        "the registry " + image.registry()
                                + " wants a login and got none; name its user and password"));
        RegistryChallenge challenge = RegistryChallenge.parse(
                refused.headers().firstValue("WWW-Authenticate").orElse("Basic"));
        if (challenge.wantsToken() && !login.isRegistryToken()) {
            return "Bearer " + token(image, challenge, login);
        }
        return login.authorization()
                .orElseThrow(() -> new ImageException(
                        Kind.UNAUTHORIZED,
                        "the login to the registry " + image.registry() + " is an identity token, and the registry"
                                + " asks for user and password; name these"));
    }

    private String token(ImageReference image, RegistryChallenge challenge, RegistryAuth login)
            throws InterruptedException {
        URI giver = challenge
                .tokens(image.repository())
                .orElseThrow(() -> new ImageException(
                        Kind.UNTRUSTED,
                        "the registry " + image.registry()
                                + " names a giver of tokens without TLS; have it name one with https"));
        HttpResponse<byte[]> answer = exchanged(giver.getAuthority(), forToken(giver, login));
        refuse(image, answer.statusCode());
        JsonNode json = json(image, answer.body());
        return json.path("token").asText(json.path("access_token").asText());
    }

    /** Basic authentication at the endpoint, or for an identity token OAuth2's exchange of a refresh token. */
    private static HttpRequest forToken(URI giver, RegistryAuth login) {
        Optional<String> identity = login.identityToken();
        if (identity.isEmpty()) {
            return HttpRequest.newBuilder(giver)
                    .timeout(PATIENCE)
                    .header("Authorization", login.authorization().orElseThrow())
                    .build();
        }
        String form = giver.getRawQuery() + "&grant_type=refresh_token&client_id=flaskbb-swarm&refresh_token="
                + URLEncoder.encode(identity.get(), StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(giver.toString().replaceFirst("\\?.*$", "")))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    JsonNode json(ImageReference image, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new ImageException(
                    Kind.OTHER,
                    "what answers as the registry " + image.registry() + " is none; correct the address",
                    e);
        }
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
