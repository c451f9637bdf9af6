package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who may be given a registry's login to make a token of: a registry names whom it likes, and docker sends the password
 * there. Here it is the registry's own host, and those that are listed.
 */
public final class TokenHosts {
    private static final String OF_DOCKER_HUB = "auth.docker.io";

    private final Set<String> listed;
    private final Consumer<String> notices;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * @param listed host names, a port does not count
     * @param notices told one line, once for each host besides a registry's own that gets its login
     */
    public TokenHosts(Set<String> listed, Consumer<String> notices) {
        this.listed = Set.copyOf(listed);
        this.notices = notices;
    }

    /** Only registries themselves. */
    public static TokenHosts none() {
        return new TokenHosts(Set.of(), line -> {});
    }

    /** @throws ImageException if this registry's login is not for that host */
    void check(String registry, URI realm) {
        String host = realm.getHost();
        String own = registry.replaceFirst(":\\d+$", "");
        boolean isOwn = host.equalsIgnoreCase(own)
                || registry.equals(ImageReference.DOCKER_HUB) && host.equalsIgnoreCase(OF_DOCKER_HUB);
        if (isOwn) {
            return;
        }
        if (listed.stream().noneMatch(host::equalsIgnoreCase)) {
            throw new ImageException(
                    Kind.UNTRUSTED,
                    "the registry " + registry + " wants its login to be sent to " + host
                            + ", which is another host; if that gives its tokens, list it in"
                            + " preview.registry-token-hosts");
        }
        if (said.add(registry + " " + host)) {
            notices.accept("the login of " + registry + " is sent to " + host + ", which gives its tokens");
        }
    }
}
