package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The logins that a deployment has: each is for one registry and is given to no other. */
public final class RegistryLogins {
    private static final String HUB = "docker.io";

    private final Map<String, RegistryAuth> byHost = new TreeMap<>();

    private RegistryLogins(Collection<RegistryAuth> logins) {
        logins.forEach(login -> byHost.put(host(login.server()), login));
    }

    public static RegistryLogins of(Collection<RegistryAuth> logins) {
        return new RegistryLogins(logins);
    }

    public static RegistryLogins none() {
        return of(List.of());
    }

    /**
     * The login for a registry, if we have one.
     *
     * @param registry host and port as an image reference has them
     */
    public Optional<RegistryAuth> of(String registry) {
        return Optional.ofNullable(byHost.get(registry));
    }

    /**
     * The host and port that an address of a registry means: people, and {@code docker login}, write it with scheme and
     * path as well; Docker's own registry has an old second name.
     */
    public static String host(String address) {
        String host = address.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return host.equals("index.docker.io") ? HUB : host;
    }

    @Override
    public String toString() {
        return "RegistryLogins" + byHost.values();
    }
}
