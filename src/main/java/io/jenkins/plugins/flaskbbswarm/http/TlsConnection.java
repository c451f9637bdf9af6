package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS over TCP. The name must be one that the peer's certificate is for. */
public final class TlsConnection implements Connection {
    private final SSLSocketFactory factory;
    private final String name;
    private final int port;
    private final Dialled dialled;
    private SSLSocket tls;

    public TlsConnection(SSLSocketFactory factory, String host, int port) throws IOException {
        this(factory, host, host, port);
    }

    /**
     * To a server under another name than that of its address.
     *
     * @param host where it is
     * @param name what it is asked for, and what its certificate must say
     */
    public TlsConnection(SSLSocketFactory factory, String host, String name, int port) throws IOException {
        this(factory, name, port, new Dialled(SocketConnection.tcp(host, port), Optional.empty()));
    }

    private TlsConnection(SSLSocketFactory factory, String name, int port, Dialled dialled) {
        this.factory = factory;
        this.name = name;
        this.port = port;
        this.dialled = dialled;
    }

    /** Through a proxy of Java's own settings ({@code https.proxyHost}), if they name one for this host. */
    public static TlsConnection byProxy(SSLSocketFactory factory, String host, int port) throws IOException {
        Optional<Tunnel> tunnel = Tunnel.to(host, port);
        SocketConnection tcp = tunnel.isPresent() ? tunnel.get().toProxy() : SocketConnection.tcp(host, port);
        return new TlsConnection(factory, host, port, new Dialled(tcp, tunnel));
    }

    @Override
    public void connect() throws IOException {
        SocketConnection tcp = dialled.connected();
        tls = (SSLSocket) factory.createSocket(tcp.channel().socket(), name, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        serverName().ifPresent(one -> parameters.setServerNames(List.of(one)));
        tls.setSSLParameters(parameters);
        tls.startHandshake();
    }

    /** Java itself leaves out names without a dot. */
    private Optional<SNIServerName> serverName() {
        if (name.matches("[\\d.]+|.*:.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SNIHostName(name));
        } catch (IllegalArgumentException e) {
            // Names with underscores, for example, may be a host's but none in TLS.
            return Optional.empty();
        }
    }

    @Override
    public InputStream in() throws IOException {
        return tls.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return tls.getOutputStream();
    }

    /** Between requests the peer sends nothing but its farewell, so that any byte means the end. */
    @Override
    public boolean isStale() {
        return dialled.tcp().isStale();
    }

    /** With TLS 1.3 our handshake is over before the peer looks at our certificate, and its alert may get lost. */
    @Override
    public Optional<String> closeReason() {
        return Optional.of("the connection was closed right after the handshake");
    }

    /** Closes the socket below: closing TLS orderly would wait for whoever reads or writes. */
    @Override
    public void close() {
        dialled.tcp().close();
    }

    /** The socket below, which may lead through a proxy. */
    private record Dialled(SocketConnection tcp, Optional<Tunnel> tunnel) {
        SocketConnection connected() throws IOException {
            tcp.connect();
            if (tunnel.isPresent()) {
                tunnel.get().open(tcp);
            }
            return tcp;
        }
    }
}
