package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Something that says of itself, on each connection once, that it is an engine. */
final class PingServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String answer;

    private PingServer(ServerSocket socket, String answer) {
        this.socket = socket;
        this.answer = answer;
        Thread thread = new Thread(this::serve, "ping-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** An engine of this API version. */
    static PingServer plain(String version) throws IOException {
        return saying("HTTP/1.1 200 OK\r\nApi-Version: " + version + "\r\nContent-Length: 2\r\n\r\nOK");
    }

    static PingServer saying(String answer) throws IOException {
        return new PingServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), answer);
    }

    /** An engine that takes one client only. */
    static PingServer tls(TestIdentity own, TestIdentity client) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.store(), own.password());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", client.store().getCertificate("it"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        return new PingServer(socket, "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK");
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException e) {
                // A client that we refused, or that refuses us.
                continue;
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        boolean http = in.read() == 'G';
        while (http && !in.readLine().isEmpty()) {
            // The request does not matter; and whoever does not speak HTTP gets the answer at once.
        }
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
