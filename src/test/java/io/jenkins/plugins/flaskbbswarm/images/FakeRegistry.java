package io.jenkins.plugins.flaskbbswarm.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.engine.TestIdentity;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A registry of manifests alone, over TLS, as far as tags and their removal go. */
public final class FakeRegistry implements AutoCloseable {
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("ci:sesame".getBytes(StandardCharsets.UTF_8));

    /** What stands for user and password where tokens are given. */
    public static final String IDENTITY_TOKEN = "I+am=ci";

    private static final Pattern TARGET = Pattern.compile("/v2/(.+)/(manifests|tags)/([^/]+)");
    private static final String TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    /** In what registries differ. */
    public enum Trait {
        /** As distribution 3 and most others do. */
        REMOVES_TAGS,
        /** As Docker's own does unless told otherwise. */
        REMOVES_NOTHING,
        /** Basic logins get a token first. */
        WANTS_TOKENS,
        /** Answers 500. */
        BROKEN
    }

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final TestIdentity identity;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final SortedMap<String, byte[]> tags = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private String tokenHost = "127.0.0.1";

    public FakeRegistry(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        identity = TestIdentity.make(directory, "registry", "EC", "ip:127.0.0.1,dns:localhost");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity.store(), identity.password());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public FakeRegistry with(Trait... some) {
        traits.clear();
        traits.addAll(List.of(some));
        return this;
    }

    /** Has its tokens given at the same port of another host. */
    FakeRegistry withTokensAt(String host) {
        tokenHost = host;
        return this;
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public TrustedCa ca() {
        return TrustedCa.parse(identity.certificateText());
    }

    /** The right one. */
    public RegistryLogins logins() {
        return RegistryLogins.of(List.of(new RegistryAuth(address(), "ci", "sesame".toCharArray())));
    }

    public ImageReference image(String repositoryAndTag) {
        return ImageReference.parse(address() + "/" + repositoryAndTag);
    }

    /** Puts an image there; equal contents are one image. */
    public synchronized Digest push(String repositoryAndTag, String content) {
        byte[] manifest = ("{\"schemaVersion\":2,\"content\":\"" + content + "\"}").getBytes(StandardCharsets.UTF_8);
        tags.put(repositoryAndTag, manifest);
        return new Digest(digest(manifest));
    }

    public synchronized Set<String> tags() {
        return Set.copyOf(tags.keySet());
    }

    /** What was asked for and not refused: method, space, path. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            handle(exchange);
        }
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.equals("/token")) {
            giveToken(exchange, login);
        } else if (!(traits.contains(Trait.WANTS_TOKENS) ? "Bearer let-me" : LOGIN).equals(login)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge());
            send(exchange, 401, "{}");
        } else if (traits.contains(Trait.BROKEN)) {
            send(exchange, 500, "{}");
        } else {
            requests.add(exchange.getRequestMethod() + " " + path);
            Matcher target = TARGET.matcher(path);
            if (!target.matches()) {
                send(exchange, 404, "{}");
            } else if (target.group(2).equals("tags")) {
                list(exchange, target.group(1));
            } else {
                manifest(exchange, target.group(1), target.group(3));
            }
        }
    }

    /** To user and password by GET, and for an identity token, a refresh token to OAuth2, by POST. */
    private static void giveToken(HttpExchange exchange, String login) throws IOException {
        boolean post = exchange.getRequestMethod().equals("POST");
        String asked = post
                ? URLDecoder.decode(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8)
                : exchange.getRequestURI().getQuery();
        boolean known = post
                ? asked.contains("grant_type=refresh_token") && asked.endsWith("refresh_token=" + IDENTITY_TOKEN)
                : LOGIN.equals(login);
        boolean right = known
                && asked.contains("scope=repository:")
                && asked.contains(":pull,push,delete")
                && asked.contains("service=fake");
        send(exchange, right ? 200 : 401, post ? "{\"access_token\":\"let-me\"}" : "{\"token\":\"let-me\"}");
    }

    private String challenge() {
        return traits.contains(Trait.WANTS_TOKENS)
                ? "Bearer realm=\"https://" + tokenHost + ":"
                        + server.getAddress().getPort() + "/token\",service=\"fake\""
                : "Basic realm=\"fake\"";
    }

    /** Two a page. */
    private void list(HttpExchange exchange, String repository) throws IOException {
        Matcher last =
                Pattern.compile("last=(.*)").matcher(exchange.getRequestURI().getQuery());
        String after = last.find() ? last.group(1) : "";
        List<String> rest = tags.keySet().stream()
                .filter(tag -> tag.startsWith(repository + ":"))
                .map(tag -> tag.substring(repository.length() + 1))
                .filter(tag -> tag.compareTo(after) > 0)
                .toList();
        List<String> page = rest.stream().limit(2).toList();
        if (page.size() < rest.size()) {
            exchange.getResponseHeaders()
                    .set("Link", "</v2/" + repository + "/tags/list?last=" + page.get(1) + "&n=2>; rel=\"next\"");
        }
        send(
                exchange,
                rest.isEmpty() && after.isEmpty() ? 404 : 200,
                page.stream().collect(Collectors.joining("\",\"", "{\"tags\":[\"", "\"]}")));
    }

    private void manifest(HttpExchange exchange, String repository, String reference) throws IOException {
        boolean byDigest = reference.startsWith("sha256:");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                tags.put(repository + ":" + reference, exchange.getRequestBody().readAllBytes());
                send(exchange, 201, "");
            }
            case "DELETE" -> send(exchange, delete(repository, reference, byDigest), "{}");
            default -> {
                byte[] found = tags.get(repository + ":" + reference);
                if (found != null) {
                    exchange.getResponseHeaders().set("Content-Type", TYPE);
                    exchange.getResponseHeaders().set("Docker-Content-Digest", digest(found));
                }
                send(
                        exchange,
                        found == null ? 404 : 200,
                        found == null ? "" : new String(found, StandardCharsets.UTF_8));
            }
        }
    }

    private int delete(String repository, String reference, boolean byDigest) {
        if (traits.contains(Trait.REMOVES_NOTHING)) {
            return 405;
        }
        if (byDigest) {
            boolean some = tags.entrySet()
                    .removeIf(tag ->
                            isOf(repository, tag) && digest(tag.getValue()).equals(reference));
            return some ? 202 : 404;
        }
        if (!traits.contains(Trait.REMOVES_TAGS)) {
            return 400;
        }
        return tags.remove(repository + ":" + reference) == null ? 404 : 202;
    }

    private static boolean isOf(String repository, Map.Entry<String, byte[]> tag) {
        return tag.getKey().startsWith(repository + ":");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
