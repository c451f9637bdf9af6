package io.jenkins.plugins.flaskbbswarm.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * An empty swarm that says yes to everything and writes down what it was asked to create. It answers just what
 * {@code docker stack deploy} asks for, on the loopback address.
 */
final class RecordingEngine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Request> created = new ArrayList<>();

    /** A create request: path without the version, and body. */
    record Request(String path, JsonNode body) {}

    RecordingEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "recording engine");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** As {@code DOCKER_HOST} has it. */
    String host() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was created since the last call. */
    synchronized List<Request> takeCreated() {
        List<Request> taken = List.copyOf(created);
        created.clear();
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                record(path, body);
                send(exchange, 201, "{\"ID\":\"new\",\"Id\":\"new\"}");
            } else {
                get(exchange, path);
            }
        }
    }

    private synchronized void record(String path, byte[] body) throws IOException {
        created.add(new Request(path, JSON.readTree(body)));
    }

    private static void get(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/_ping")) {
            send(exchange, 200, "OK");
        } else if (path.equals("/info")) {
            send(
                    exchange,
                    200,
                    "{\"Swarm\":{\"LocalNodeState\":\"active\",\"ControlAvailable\":true,\"NodeID\":\"n\"}}");
        } else if (path.matches("/(secrets|configs)")) {
            send(exchange, 200, asked(exchange).toString());
        } else if (path.matches("/(secrets|configs)/.*")) {
            send(exchange, 404, "{\"message\":\"there is none\"}");
        } else if (path.matches("/networks/.+")) {
            send(exchange, 200, "{\"Id\":\"network\",\"Scope\":\"swarm\"}");
        } else {
            send(exchange, 200, "[]");
        }
    }

    /** Whatever secrets or configs are asked for by name exist: their id is {@code id-<name>}. */
    private static ArrayNode asked(HttpExchange exchange) {
        ArrayNode found = JSON.createArrayNode();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        String filters = query.replaceFirst(".*filters=([^&]*).*", "$1");
        try {
            JsonNode names = JSON.readTree(URLDecoder.decode(filters, StandardCharsets.UTF_8))
                    .path("name");
            names.fieldNames().forEachRemaining(name -> {
                ObjectNode object = found.addObject().put("ID", "id-" + name);
                object.putObject("Spec").put("Name", name);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Api-Version", "1.50");
        exchange.getResponseHeaders().set("Ostype", "linux");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
