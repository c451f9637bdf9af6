package io.jenkins.plugins.flaskbbswarm.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A unix or TCP socket. */
public final class SocketConnection implements Connection {
    private final SocketAddress address;
    private final SocketChannel channel;

    private SocketConnection(SocketAddress address, SocketChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    public static SocketConnection unix(Path socket) throws IOException {
        return new SocketConnection(
                UnixDomainSocketAddress.of(socket), SocketChannel.open(StandardProtocolFamily.UNIX));
    }

    /** The name is resolved here, each time anew: an engine may move. */
    public static SocketConnection tcp(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        return new SocketConnection(address, SocketChannel.open());
    }

    @Override
    public void connect() throws IOException {
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
        Quietly.close(channel);
    }
}
