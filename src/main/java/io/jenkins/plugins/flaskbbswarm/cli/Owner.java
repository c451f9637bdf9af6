package io.jenkins.plugins.flaskbbswarm.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** Who deploys, as people will read it in a lock or a release: the build if this is one, else user and host. */
final class Owner {
    private Owner() {}

    static String in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("BUILD_URL"))
                .orElseGet(() -> System.getProperty("user.name") + "@" + host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
