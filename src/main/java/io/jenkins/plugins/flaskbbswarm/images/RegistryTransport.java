package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.TlsTrust;
import io.jenkins.plugins.flaskbbswarm.http.Body;
import io.jenkins.plugins.flaskbbswarm.http.Bounded;
import io.jenkins.plugins.flaskbbswarm.http.Connector;
import io.jenkins.plugins.flaskbbswarm.http.DeadlineException;
import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;
import io.jenkins.plugins.flaskbbswarm.http.HttpRequest;
import io.jenkins.plugins.flaskbbswarm.http.NotConnectedException;
import io.jenkins.plugins.flaskbbswarm.http.TlsConnection;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;

import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** HTTPS to registries and to those who give their tokens: verified always, bounded in time and size. */
final class RegistryTransport {
    private static final int ANY = Integer.MAX_VALUE;
    private static final int MOST_BYTES = 16 << 20;

    private final Function<URI, Connector> connectors;
    private final Duration deadline;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * @param ca who signs the servers' certificates; those that Java trusts if empty
     * @param deadline for one exchange, from looking up the address to the last byte of the answer
     */
    RegistryTransport(Optional<TrustedCa> ca, Duration deadline) {
        this(overTls(ca.map(TrustedCa::context).orElseGet(RegistryTransport::ofJava)), deadline);
    }

    RegistryTransport(Function<URI, Connector> connectors, Duration deadline) {
        this.connectors = connectors;
        this.deadline = deadline;
    }

    private static Function<URI, Connector> overTls(SSLContext context) {
        SSLSocketFactory tls = context.getSocketFactory();
        return address -> () -> TlsConnection.byProxy(tls, address.getHost(), port(address));
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? 443 : address.getPort();
    }

    private static SSLContext ofJava() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** @throws ImageException if there is no whole answer */
    HttpAnswer send(URI address, String method, Map<String, String> headers, Body body) throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", address.getRawAuthority());
        all.put("User-Agent", "flaskbb-swarm");
        all.putAll(headers);
        String target = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        try {
            return client(address)
                    .send(new HttpRequest(method, target, all, body), deadline, Math.min(MOST_BYTES, Bounded.most()));
        } catch (IOException e) {
            throw failed(address.getRawAuthority(), e);
        }
    }

    private HttpClient client(URI address) {
        if (address.getHost() == null) {
            throw new ImageException(
                    Kind.UNREACHABLE, "'" + address.getRawAuthority() + "' is not a host name; correct the registry's");
        }
        return clients.computeIfAbsent(
                address.getHost() + ":" + port(address), key -> new HttpClient(connectors.apply(address), ANY));
    }

    /** Closes what is open for a next request. */
    void rest() {
        clients.values().forEach(HttpClient::closeIdle);
    }

    private ImageException failed(String server, IOException failure) {
        Throwable cause = failure instanceof NotConnectedException ? failure.getCause() : failure;
        if (cause instanceof SSLException e) {
            return new ImageException(
                    Kind.UNTRUSTED,
                    "no trusted connection to the registry " + server
                            + TlsTrust.outOfTime(e)
                                    .map(why -> ": " + why)
                                    .orElseGet(() -> " (" + e.getMessage()
                                            + "); name the file with its CA's certificate in preview.registry-ca"),
                    e);
        }
        String text = failure instanceof DeadlineException
                ? "no whole answer within " + deadline.toMillis() + " ms"
                : Optional.ofNullable(cause.getMessage())
                        .orElse(cause.getClass().getSimpleName());
        return new ImageException(
                Kind.UNREACHABLE,
                "the registry " + server + " does not answer (" + text + "); see that it runs, and that this machine"
                        + " reaches it",
                failure);
    }
}
