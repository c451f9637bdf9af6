package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A way through an HTTP proxy, which is asked to pass on all bytes. */
record Tunnel(InetSocketAddress proxy, String target) {
    /** The one that Java's settings name for this host, if any. */
    static Optional<Tunnel> to(String host, int port) {
        String target = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        return Optional.ofNullable(ProxySelector.getDefault())
                .flatMap(selector -> selector.select(URI.create("https://" + target)).stream()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .findFirst()
                        .map(proxy -> new Tunnel((InetSocketAddress) proxy.address(), target)));
    }

    SocketConnection toProxy() throws IOException {
        return SocketConnection.tcp(proxy.getHostString(), proxy.getPort());
    }

    /** Asks for the way; what comes after that is the target's. */
    void open(SocketConnection connection) throws IOException {
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        connection.out().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int status = ResponseHead.read(connection.in()).status();
        if (status != 200) {
            throw new IOException("the proxy " + proxy.getHostString() + ":" + proxy.getPort() + " answers " + status);
        }
    }
}
