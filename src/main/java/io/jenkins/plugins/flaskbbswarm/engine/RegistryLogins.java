package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The logins that a deployment has: each is for one registry and is given to no other. */
public final class RegistryLogins {
    private static final String HUB = "docker.io";
    private static final String HUB_ADDRESS = "https://index.docker.io/v1/";

    private final Function<String, Optional<RegistryAuth>> source;
    private final boolean onlyForNew;
    private final Map<String, Optional<RegistryAuth>> found;

    private RegistryLogins(
            Function<String, Optional<RegistryAuth>> source,
            boolean onlyForNew,
            Map<String, Optional<RegistryAuth>> found) {
        this.source = source;
        this.onlyForNew = onlyForNew;
        this.found = found;
    }

    public static RegistryLogins of(Collection<RegistryAuth> logins) {
        Map<String, RegistryAuth> byHost =
                logins.stream().collect(Collectors.toMap(login -> host(login.server()), login -> login, (a, b) -> b));
        return from(host -> Optional.ofNullable(byHost.get(host)));
    }

    /**
     * Logins that are looked up when one is needed, each once.
     *
     * @param source host and port, as {@link #host} writes them, to the login
     */
    public static RegistryLogins from(Function<String, Optional<RegistryAuth>> source) {
        return new RegistryLogins(source, false, new ConcurrentHashMap<>());
    }

    public static RegistryLogins none() {
        return of(List.of());
    }

    /** The same for services that are made; those that are there keep the login that they have. */
    public RegistryLogins onlyForNew() {
        return new RegistryLogins(source, true, found);
    }

    /**
     * The login for a registry, if we have one.
     *
     * @param registry host and port as an image reference has them
     */
    public Optional<RegistryAuth> of(String registry) {
        return found.computeIfAbsent(registry, source);
    }

    /** The login that services which are there already get in the place of the one that they have. */
    public Optional<RegistryAuth> forPresent(String registry) {
        return onlyForNew ? Optional.empty() : of(registry);
    }

    /**
     * The host and port that an address of a registry means: people, and {@code docker login}, write it with scheme and
     * path as well; Docker's own registry has an old second name.
     */
    public static String host(String address) {
        String host = address.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return host.equals("index.docker.io") ? HUB : host;
    }

    /** How engines and credential helpers name a registry: by host and port, but Docker Hub by its oldest address. */
    public static String serverAddress(String address) {
        String host = host(address);
        return host.equals(HUB) ? HUB_ADDRESS : host;
    }

    @Override
    public String toString() {
        return "RegistryLogins" + found.values();
    }
}
