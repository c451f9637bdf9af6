package io.jenkins.plugins.flaskbbswarm.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that follows a script on each connection: the first connection the first one, and so on. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Script> scripts;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new ArrayList<>();
    private final CountDownLatch left = new CountDownLatch(1);

    ScriptedServer(ServerSocket socket, Script... scripts) {
        this.socket = socket;
        this.scripts = Arrays.asList(scripts);
        daemon(this::accept);
    }

    static ScriptedServer following(Script... scripts) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
    }

    int port() {
        return socket.getLocalPort();
    }

    HttpClient client() {
        return client(Integer.MAX_VALUE);
    }

    /** One that lets so many connections wait for their first answer at a time. */
    HttpClient client(int newAtOnce) {
        return new HttpClient(() -> SocketConnection.tcp("127.0.0.1", port()), newAtOnce);
    }

    int connections() {
        return connections.get();
    }

    /** Whether the other side closed a connection on which a script was {@link #awaitLeaving waiting} for that. */
    boolean wasLeft() throws InterruptedException {
        return left.await(5, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                synchronized (open) {
                    open.add(connection);
                }
                Script script = scripts.get(connections.getAndIncrement());
                daemon(() -> follow(script, connection));
            }
        } catch (IOException e) {
            return;
        }
    }

    private void follow(Script script, Socket connection) {
        try (connection) {
            script.run(new Peer(connection.getInputStream(), connection.getOutputStream()));
        } catch (IOException e) {
            left.countDown();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        synchronized (open) {
            for (Socket connection : open) {
                connection.close();
            }
        }
    }

    /** What happens on one connection; at its end the connection is closed. */
    interface Script {
        void run(Peer peer) throws IOException;
    }

    /** The client, seen from the server. */
    record Peer(InputStream in, OutputStream out) {
        /** Reads a request without a body, or with one of known length. */
        String request() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                head.append((char) next);
            }
            int at = head.indexOf("Content-Length: ");
            int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16).split("\r\n")[0]);
            return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        Peer say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** A usual answer. */
        Peer answer(String body) throws IOException {
            return say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Reads on until the client goes. */
        void awaitLeaving() throws IOException {
            while (in.read() >= 0) {
                // What the client says is of no interest here.
            }
            throw new EOFException();
        }
    }
}
