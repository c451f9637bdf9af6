package io.jenkins.plugins.flaskbbswarm.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before the laboratory's engine: remembers the requests that pass, and lets none pass any more after a number of
 * writes, which leaves on the engine what a client that was killed at that moment leaves there.
 */
public final class EngineProxy implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("^(GET|HEAD|POST|DELETE|PUT) (/\\S*) HTTP/1\\.1\r\n");
    private static final byte[] DEAD =
            "HTTP/1.1 501 Dead\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Path socket = Path.of(Lab.engine().replaceFirst("^unix://", ""));
    private final ServerSocketChannel server;
    private final List<String> requests = new ArrayList<>();
    private int writesLeft = Integer.MAX_VALUE;

    public EngineProxy() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(this::accept);
    }

    public String address() throws IOException {
        return "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** From then on nothing passes. */
    public synchronized void diesAfterWrites(int count) {
        writesLeft = count;
    }

    public synchronized void isWell() {
        writesLeft = Integer.MAX_VALUE;
    }

    /** Methods and paths since the last call. */
    public synchronized List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** Whether such a request may change something. */
    public static boolean isWrite(String request) {
        return !request.startsWith("GET ") && !request.startsWith("HEAD ");
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                start(() -> pump(client, engine, true));
                start(() -> pump(engine, client, false));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(SocketChannel from, SocketChannel to, boolean isClient) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (isClient && !mayPass(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()))) {
                    from.write(ByteBuffer.wrap(DEAD));
                    return;
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    /** Clients send the head of a request in one piece, and wait for its answer before they send another. */
    private synchronized boolean mayPass(CharSequence piece) {
        Matcher request = REQUEST.matcher(piece);
        if (!request.find()) {
            return true;
        }
        String line = request.group(1) + " " + request.group(2);
        if (writesLeft == 0) {
            return false;
        }
        if (writesLeft != Integer.MAX_VALUE && isWrite(line)) {
            writesLeft--;
        }
        requests.add(line);
        return true;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
