package io.jenkins.plugins.flaskbbswarm.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands before an engine's socket and counts the requests that pass, and those of them that write. */
final class CountingProxy implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|POST|DELETE) /\\S* HTTP/1\\.1\r\n");

    private final Path socket;
    private final ServerSocketChannel server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    CountingProxy(String engine) throws IOException {
        socket = Path.of(engine.replaceFirst("^unix://", ""));
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(this::accept);
    }

    String address() throws IOException {
        return "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Such as {@code 14 (10 writes)}, since the last call. */
    String counted() {
        return requests.getAndSet(0) + " (" + writes.getAndSet(0) + " writes)";
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

    private void pump(ByteChannel from, ByteChannel to, boolean counts) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (counts) {
                    count(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString());
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

    /** Clients send the head of a request in one piece. */
    private void count(String piece) {
        REQUEST.matcher(piece).results().forEach(request -> {
            requests.incrementAndGet();
            if (request.group(1).equals("POST") || request.group(1).equals("DELETE")) {
                writes.incrementAndGet();
            }
        });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
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
