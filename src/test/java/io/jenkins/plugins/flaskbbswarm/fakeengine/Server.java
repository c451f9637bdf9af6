package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks HTTP for the fake, records what it is asked, and makes trouble where it is told to. */
final class Server implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads;
    private static final Pattern VERSION = Pattern.compile("^/v(1\\.\\d+)(?=/)");

    private final Store store;
    private final Routes routes;
    private final Faults faults;
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();

    Server(Store store, Routes routes, Faults faults) throws IOException {
        this.store = store;
        this.routes = routes;
        this.faults = faults;
        // Otherwise the second half of each answer waits 40 ms for the acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "fake-engine");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    List<Recorded> recorded() {
        return recorded;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher version = VERSION.matcher(exchange.getRequestURI().getPath());
        Recorded request = new Recorded(
                version.find() ? version.group(1) : store.engine().newest(),
                exchange.getRequestMethod(),
                version.replaceFirst(""),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                login(exchange),
                exchange.getRequestBody().readAllBytes());
        recorded.add(request);
        try (exchange) {
            Optional<Fault> fault = faults.of(request);
            if (fault.isPresent()) {
                answer(exchange, request, fault.get());
            } else {
                send(exchange, handle(request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String login(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("X-Registry-Auth");
        return header == null ? "" : new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
    }

    /** Leaving without an answer closes the connection. */
    private void answer(HttpExchange exchange, Recorded request, Fault fault) throws IOException, InterruptedException {
        if (fault.delay().isPresent()) {
            Thread.sleep(fault.delay().get().toMillis());
        }
        fault.before().run();
        switch (fault.kind()) {
            case PASS -> {
                Answer answer = handle(request);
                fault.after().run();
                send(exchange, answer);
            }
            case REFUSE -> send(exchange, refusal(fault.refusal()));
            case COMMIT_THEN_REFUSE -> {
                handle(request);
                send(exchange, refusal(fault.refusal()));
            }
            case COMMIT_THEN_DROP -> handle(request);
            case DROP -> {}
        }
    }

    /** What it answers, but for the trouble that was ordered for some requests. */
    Answer handle(Recorded request) {
        try {
            faults.check(request);
            store.engine().refusal(request.version()).ifPresent(refusal -> {
                throw refusal;
            });
            return routes.handle(request);
        } catch (Refusal refusal) {
            return refusal(refusal);
        }
    }

    private static Answer refusal(Refusal refusal) {
        return Answer.json(refusal.status(), Store.JSON.createObjectNode().put("message", refusal.getMessage()));
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Api-Version", store.engine().newest());
        exchange.getResponseHeaders().set("Ostype", "linux");
        if (answer instanceof Answer.Whole whole) {
            exchange.getResponseHeaders().set("Content-Type", whole.type());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            int length = whole.body().length;
            exchange.sendResponseHeaders(whole.status(), head || length == 0 ? -1 : length);
            if (!head && length > 0) {
                exchange.getResponseBody().write(whole.body());
            }
        } else if (answer instanceof Answer.Streamed streamed) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.flush();
            streamed.writer().writeTo(out);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.stop(0);
    }
}
