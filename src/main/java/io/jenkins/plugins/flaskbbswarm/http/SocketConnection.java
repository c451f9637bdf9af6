package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A unix or TCP socket. */
public final class SocketConnection implements Connection {
    private final Place place;
    private final Runnable giveUp;
    private final SocketChannel channel;

    private SocketConnection(Place place, Runnable giveUp, SocketChannel channel) {
        this.place = place;
        this.giveUp = giveUp;
        this.channel = channel;
    }

    public static SocketConnection unix(Path socket) throws IOException {
        return new SocketConnection(
                () -> UnixDomainSocketAddress.of(socket), () -> {}, SocketChannel.open(StandardProtocolFamily.UNIX));
    }

    /** The name is resolved each time anew, while connecting: an engine may move. */
    public static SocketConnection tcp(String host, int port) throws IOException {
        HostLookup resolution = new HostLookup(host);
        return new SocketConnection(() -> resolution.withPort(port), resolution::giveUp, SocketChannel.open());
    }

    @Override
    public void connect() throws IOException {
        SocketAddress address = place.address();
        if (address instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // Streams may be silent for hours; this notices a peer that vanished without closing.
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        channel.connect(address);
    }

    @Override
    public InputStream in() {
        return new ChannelInput(channel);
    }

    @Override
    public OutputStream out() {
        return new ChannelOutput(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean isStale() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        giveUp.run();
        Quietly.close(channel);
    }

    /** Where it leads. */
    private interface Place {
        SocketAddress address() throws IOException;
    }
}
