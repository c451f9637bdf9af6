package io.jenkins.plugins.flaskbbswarm.rollout;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A smoke test after a rollout: one address that must answer as expected.
 *
 * @param url {@code http://} or {@code https://} address to get
 * @param host the Host header (and the TLS server name), where it is not the host of {@code url}: this is how a stack
 *     behind a proxy is asked for before its name is in the DNS
 * @param status the HTTP status that means health, 200 by default
 * @param text what the body must contain, if anything
 * @param timeout how long to go on trying before the probe has failed
 * @param ca a PEM file with the certificate authority to trust, besides those that Java trusts
 */
public record Probe(
        URI url, Optional<String> host, int status, Optional<String> text, Duration timeout, Optional<Path> ca) {
    /** @throws IllegalArgumentException if {@code url} is no HTTP address */
    public Probe {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "'" + url + "' cannot be probed: write http://host[:port]/path or https://…");
        }
    }

    boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure() ? 443 : 80;
    }

    /** The name that the server is asked for. */
    String serverName() {
        return host.orElse(url.getHost()).replaceFirst(":\\d+$", "");
    }

    String hostHeader() {
        return host.orElse(url.getRawAuthority());
    }

    String target() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
