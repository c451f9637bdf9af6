package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/** The login to one registry, which the engine passes on. Held in memory only and never shown. */
public final class RegistryAuth {
    /** As the user's name, Docker's own sign that the password is an identity token. */
    private static final String TOKEN = "<token>";

    private final String server;
    private final String user;
    private final char[] password;

    /**
     * @param server host and port of the registry as in image names, for example {@code registry.example.org:5000}
     * @param password copied
     */
    public RegistryAuth(String server, String user, char[] password) {
        this.server = server;
        this.user = user;
        this.password = password.clone();
    }

    /** A login by the token that a registry gave in exchange for user and password. */
    public static RegistryAuth byToken(String server, char[] identityToken) {
        return new RegistryAuth(server, TOKEN, identityToken);
    }

    /** Host and port of the registry. */
    public String server() {
        return server;
    }

    /** When the login ends, in words, if it is known to be one that does so soon: {@code after 12 hours}. */
    public Optional<String> ends() {
        return LoginLife.of(user, RegistryLogins.host(server));
    }

    /**
     * The value of {@code Authorization} for who asks the registry without an engine; empty for a login by token, which
     * engines alone know to use.
     */
    public Optional<String> basic() {
        if (user.equals(TOKEN)) {
            return Optional.empty();
        }
        byte[] pair = (user + ":" + new String(password)).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** The value of {@code X-Registry-Auth}: base64url of the login as JSON. */
    String headerValue() {
        return Base64.getUrlEncoder().encodeToString(Json.write(json().put("serveraddress", server)));
    }

    /** The value of {@code X-Registry-Config}: the logins to several registries, by their address. */
    static String headerValue(Collection<RegistryAuth> logins) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        logins.forEach(login -> all.set(login.server, login.json()));
        return Base64.getUrlEncoder().encodeToString(Json.write(all));
    }

    private ObjectNode json() {
        if (user.equals(TOKEN)) {
            return Json.MAPPER.createObjectNode().put("identitytoken", new String(password));
        }
        return Json.MAPPER.createObjectNode().put("username", user).put("password", new String(password));
    }

    @Override
    public String toString() {
        return "RegistryAuth[" + server + ", " + user + ", ***]";
    }
}
