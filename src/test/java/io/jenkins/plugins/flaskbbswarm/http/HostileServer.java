package io.jenkins.plugins.flaskbbswarm.http;

import io.jenkins.plugins.flaskbbswarm.engine.TestIdentity;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Answers each request with the same script: {@code ~} ends a line, what follows {@code *} is repeated without end,
 * what follows {@code ^} is sent a byte every few milliseconds, again and again, and at {@code !} nothing more comes. An
 * engine's ping is answered as it should be.
 */
public final class HostileServer implements AutoCloseable {
    private static final int BETWEEN_DROPS_MILLIS = 30;
    private static final String PING =
            "HTTP/1.1 200 OK\r\nApi-Version: 1.44\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String script;
    private final SSLContext tls;
    private final CountDownLatch asked = new CountDownLatch(1);

    /** @param identity whom to be over TLS; without TLS if null */
    public HostileServer(String script, TestIdentity identity) throws IOException, GeneralSecurityException {
        this.script = script.replace("~", "\r\n").replace("@", "127.0.0.1:" + socket.getLocalPort());
        this.tls = identity == null ? null : context(identity);
        daemon(this::accept);
    }

    private static SSLContext context(TestIdentity identity) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity.store(), identity.password());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Returns once the client waits for the answer: from here on it may be interrupted. */
    public void awaitRequest() throws InterruptedException {
        asked.await();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                daemon(() -> serve(one));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket tcp) {
        try (tcp) {
            if (script.startsWith("TLS")) {
                // A client that begins a handshake, and one record of the answer to it that never gets whole.
                asked.countDown();
                drip(tcp.getOutputStream(), "\u0016\u0003\u0003\u0040\u0000" + "\u0002".repeat(100));
            }
            Socket one = tls == null ? tcp : tls.getSocketFactory().createSocket(tcp, null, tcp.getPort(), true);
            if (one instanceof javax.net.ssl.SSLSocket server) {
                server.setUseClientMode(false);
            }
            answer(one);
        } catch (IOException e) {
            return; // the client has seen enough
        }
    }

    private void answer(Socket one) throws IOException {
        byte[] request = new byte[8192];
        int count = Math.max(one.getInputStream().read(request), 0);
        if (new String(request, 0, count, StandardCharsets.US_ASCII).contains("/_ping")) {
            send(one.getOutputStream(), PING);
            return;
        }
        asked.countDown();
        play(one);
    }

    private void play(Socket one) throws IOException {
        OutputStream out = one.getOutputStream();
        int turn = turn();
        send(out, script.substring(0, turn));
        String rest = turn < script.length() ? script.substring(turn + 1) : "";
        switch (turn < script.length() ? script.charAt(turn) : ' ') {
            case '*' -> flood(out, rest);
            case '^' -> drip(out, rest);
            case '!' -> one.getInputStream().read();
            default -> one.shutdownOutput();
        }
    }

    private int turn() {
        for (int i = 0; i < script.length(); i++) {
            if ("*^!".indexOf(script.charAt(i)) >= 0) {
                return i;
            }
        }
        return script.length();
    }

    private static void flood(OutputStream out, String text) throws IOException {
        String again = text.repeat(2048);
        while (true) {
            send(out, again);
        }
    }

    private static void drip(OutputStream out, String text) throws IOException {
        try {
            for (int i = 0; true; i++) {
                send(out, text.substring(i % text.length(), i % text.length() + 1));
                Thread.sleep(BETWEEN_DROPS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
