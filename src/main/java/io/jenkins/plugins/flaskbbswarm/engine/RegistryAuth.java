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

    /** How a login proves whose it is; the name is that of the engine's field. */
    private enum Kind {
        PASSWORD("password"),
        IDENTITY_TOKEN("identitytoken"),
        REGISTRY_TOKEN("registrytoken");

        private final String field;

        Kind(String field) {
            this.field = field;
        }
    }

    private final String server;
    private final String user;
    private final Kind kind;
    private final char[] secret;

    /**
     * A login by user and password; the user {@code <token>} means that the password is an identity token.
     *
     * @param server host and port of the registry as in image names, for example {@code registry.example.org:5000}
     * @param password copied
     */
    public RegistryAuth(String server, String user, char[] password) {
        this(server, user, user.equals(TOKEN) ? Kind.IDENTITY_TOKEN : Kind.PASSWORD, password);
    }

    private RegistryAuth(String server, String user, Kind kind, char[] secret) {
        this.server = RegistryLogins.serverAddress(server);
        this.user = user.equals(TOKEN) ? "" : user;
        this.kind = kind;
        this.secret = secret.clone();
    }

    /**
     * A login by the token that a registry gave in exchange for user and password.
     *
     * @param user empty if nobody said
     */
    public static RegistryAuth byToken(String server, String user, char[] identityToken) {
        return new RegistryAuth(server, user, Kind.IDENTITY_TOKEN, identityToken);
    }

    /** A login by a token that is sent to the registry as it is. */
    public static RegistryAuth byRegistryToken(String server, char[] registryToken) {
        return new RegistryAuth(server, "", Kind.REGISTRY_TOKEN, registryToken);
    }

    /** Host and port of the registry; for Docker Hub the address that engines know it by. */
    public String server() {
        return server;
    }

    /** The user's name; empty for a login by token. */
    public String user() {
        return user;
    }

    /** When the login ends, in words, if it is known to be one that does so soon: {@code after 12 hours}. */
    public Optional<String> ends() {
        return ShortLivedLogin.of(user, RegistryLogins.host(server));
    }

    /**
     * The value of {@code Authorization} with which a client that is no engine begins; empty for an identity token,
     * which is exchanged first.
     */
    public Optional<String> authorization() {
        return switch (kind) {
            case PASSWORD -> {
                byte[] pair = (user + ":" + new String(secret)).getBytes(StandardCharsets.UTF_8);
                yield Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
            }
            case REGISTRY_TOKEN -> Optional.of("Bearer " + new String(secret));
            case IDENTITY_TOKEN -> Optional.empty();
        };
    }

    /** The identity token, which whoever gives the registry's tokens takes as an OAuth2 refresh token. */
    public Optional<String> identityToken() {
        return kind == Kind.IDENTITY_TOKEN ? Optional.of(new String(secret)) : Optional.empty();
    }

    /** Whether it is a token that the registry takes as it is, so that none is asked for. */
    public boolean isRegistryToken() {
        return kind == Kind.REGISTRY_TOKEN;
    }

    /** All that tells this login from another one, for a fingerprint. */
    public byte[] bytes() {
        return Json.write(json().put("serveraddress", server));
    }

    /** The value of {@code X-Registry-Auth}: base64url of the login as JSON. */
    String headerValue() {
        return Base64.getUrlEncoder().encodeToString(bytes());
    }

    /** The value of {@code X-Registry-Config}: the logins to several registries, by their address. */
    static String headerValue(Collection<RegistryAuth> logins) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        logins.forEach(login -> all.set(login.server, login.json()));
        return Base64.getUrlEncoder().encodeToString(Json.write(all));
    }

    private ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (!user.isEmpty()) {
            json.put("username", user);
        }
        return json.put(kind.field, new String(secret));
    }

    @Override
    public String toString() {
        return "RegistryAuth[" + server + ", " + user + ", ***]";
    }
}
