package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.engine.TlsTrust;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One GET, by hand over a socket: Java's own clients do not let a caller choose the Host header. HTTP/1.0 keeps it
 * simple, since the answer then ends where the connection ends.
 */
final class ProbeRequest {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 1 << 20;

    private final Probe probe;

    ProbeRequest(Probe probe) {
        this.probe = probe;
    }

    /** An HTTP answer: its status and as much of its body as fits into 1 MiB. */
    record Answer(int status, String body) {}

    /**
     * Sends it.
     *
     * @throws IOException also if the whole exchange, from connecting to the last byte, takes longer than {@value
     *     #TIMEOUT_MILLIS} ms, or is no HTTP
     */
    Answer send() throws IOException, InterruptedException {
        Socket socket = new Socket();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> exchange(socket, answer), "probe");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it did not answer whole within " + TIMEOUT_MILLIS / 1000 + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known
                    ? known
                    : new IOException(e.getCause().toString(), e);
        } finally {
            socket.close(); // ends the thread, whatever it waits for
        }
    }

    private void exchange(Socket plain, CompletableFuture<Answer> answer) {
        try {
            answer.complete(exchange(plain));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private Answer exchange(Socket plain) throws IOException {
        try (Socket socket = connect(plain)) {
            String request = "GET " + probe.target() + " HTTP/1.0\r\nHost: " + probe.hostHeader()
                    + "\r\nUser-Agent: flaskbb-swarm\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(socket.getInputStream());
        }
    }

    private Socket connect(Socket plain) throws IOException {
        InetSocketAddress address = new InetSocketAddress(probe.url().getHost(), probe.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("the name " + probe.url().getHost() + " does not resolve");
        }
        try {
            plain.connect(address, TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            return probe.isSecure() ? secure(plain) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secure(Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(plain, probe.serverName(), probe.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!probe.serverName().matches("[\\d.]+|.*:.*")) {
            parameters.setServerNames(List.of(new SNIHostName(probe.serverName())));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
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

    private static Answer read(InputStream in) throws IOException {
        String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        String[] statusLine = text.split("\r?\n", 2)[0].split(" ", 3);
        if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/") || !statusLine[1].matches("\\d{3}")) {
            throw new IOException("it does not speak HTTP");
        }
        int end = text.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(statusLine[1]), end < 0 ? "" : text.substring(end + 4));
    }
}
