package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.TlsTrust;
import io.jenkins.plugins.flaskbbswarm.http.Body;
import io.jenkins.plugins.flaskbbswarm.http.Connection;
import io.jenkins.plugins.flaskbbswarm.http.DeadlineException;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;
import io.jenkins.plugins.flaskbbswarm.http.HttpRequest;
import io.jenkins.plugins.flaskbbswarm.http.SocketConnection;
import io.jenkins.plugins.flaskbbswarm.http.TlsConnection;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

/** One GET of a probe's address; the server may be asked for under another name than that of its address. */
final class ProbeRequest {
    private static final int MOST_BYTES = 1 << 20;

    private final Probe probe;
    private final Duration deadline;
    private final Map<String, String> more;

    /** @param deadline from looking up the address to the last byte */
    ProbeRequest(Probe probe, Duration deadline) {
        this(probe, deadline, Map.of());
    }

    /** @param more headers, beside those of every probe */
    ProbeRequest(Probe probe, Duration deadline, Map<String, String> more) {
        this.probe = probe;
        this.deadline = deadline;
        this.more = Map.copyOf(more);
    }

    /**
     * An HTTP answer: as much of its body as fits into 1 MiB. A redirect is followed by nobody.
     *
     * @param headers by their names, in any case
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    /**
     * Sends it.
     *
     * @throws IOException also if the whole exchange takes longer than it may, or is no HTTP
     */
    Answer send() throws IOException, InterruptedException {
        try (HttpClient client = new HttpClient(this::connection, 1)) {
            return send(client);
        }
    }

    /** Sends it over somebody's client. */
    Answer send(HttpClient client) throws IOException, InterruptedException {
        try {
            return client.receive(request(), deadline, ProbeRequest::read);
        } catch (DeadlineException e) {
            throw new IOException("it did not answer whole within " + seconds(), e);
        } catch (IOException e) {
            throw unresolved(e) ? new IOException("the name " + probe.url().getHost() + " does not resolve", e) : e;
        }
    }

    private static boolean unresolved(IOException e) {
        return e.getCause() instanceof UnknownHostException;
    }

    private String seconds() {
        return deadline.toMillis() % 1000 == 0 ? deadline.toSeconds() + " s" : deadline.toMillis() + " ms";
    }

    private HttpRequest request() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", probe.hostHeader());
        headers.put("User-Agent", "flaskbb-swarm");
        headers.put("Accept", "*/*");
        headers.put("Connection", "close");
        headers.putAll(more);
        return new HttpRequest("GET", probe.target(), headers, new Body.None());
    }

    private static Answer read(int status, Map<String, String> headers, InputStream body) throws IOException {
        return new Answer(status, headers, new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    }

    private Connection connection() throws IOException {
        String host = probe.url().getHost();
        return probe.isSecure()
                ? new TlsConnection(context().getSocketFactory(), host, probe.serverName(), probe.port())
                : SocketConnection.tcp(host, probe.port());
    }

    private SSLContext context() throws IOException {
        try {
            if (probe.ca().isEmpty()) {
                return SSLContext.getDefault();
            }
            return TlsTrust.context(authorities(probe.ca().get()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the probe's CA cannot be used: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> authorities(Path pem)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}
