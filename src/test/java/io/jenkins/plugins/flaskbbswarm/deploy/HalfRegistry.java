package io.jenkins.plugins.flaskbbswarm.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A registry with one image, {@code half:1}, of whose only layer it sends one half, says so in a line, and then nothing
 * more: it is for being killed in the middle of a pull.
 */
final class HalfRegistry {
    private static final byte[] LAYER = new byte[1 << 20];
    private static final String CONFIG = """
            {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(digest(LAYER));
    private static final String TYPES = "application/vnd.docker.";
    private static final String MANIFEST =
            """
            {"schemaVersion":2,"mediaType":"%sdistribution.manifest.v2+json",
            "config":{"mediaType":"%scontainer.image.v1+json","size":%d,"digest":"%s"},
            "layers":[{"mediaType":"%simage.rootfs.diff.tar","size":%d,"digest":"%s"}]}""".formatted(TYPES, TYPES, CONFIG.length(), digest(bytes(CONFIG)), TYPES, LAYER.length, digest(LAYER));

    private HalfRegistry() {}

    /** Listens on a port of the loopback until it is killed. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v2/", HalfRegistry::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("listening");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.contains("/manifests/")) {
            exchange.getResponseHeaders().add("Content-Type", TYPES + "distribution.manifest.v2+json");
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest(bytes(MANIFEST)));
            send(exchange, bytes(MANIFEST));
        } else if (path.endsWith(digest(LAYER))) {
            sendHalf(exchange);
        } else {
            send(exchange, bytes(path.contains("/blobs/") ? CONFIG : "{}"));
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void sendHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, LAYER.length);
        exchange.getResponseBody().write(LAYER, 0, LAYER.length / 2);
        exchange.getResponseBody().flush();
        System.out.println("half");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
