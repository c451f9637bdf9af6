package io.jenkins.plugins.flaskbbswarm.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS over TCP. The host must be one that the peer's certificate is for. */
public final class TlsConnection implements Connection {
    private final SSLSocketFactory factory;
    private final String host;
    private final int port;
    private final SocketConnection tcp;
    private SSLSocket tls;

    public TlsConnection(SSLSocketFactory factory, String host, int port) throws IOException {
        this.factory = factory;
        this.host = host;
        this.port = port;
        this.tcp = SocketConnection.tcp(host, port);
    }

    @Override
    public void connect() throws IOException {
        tcp.connect();
        tls = (SSLSocket) factory.createSocket(tcp.channel().socket(), host, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
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
        return tcp.isStale();
    }

    /** With TLS 1.3 our handshake is over before the peer looks at our certificate, and its alert may get lost. */
    @Override
    public Optional<String> lastWords() {
        return Optional.of("the connection was closed right after the handshake");
    }

    /** Closes the socket below: closing TLS orderly would wait for whoever reads or writes. */
    @Override
    public void close() {
        tcp.close();
    }
}
