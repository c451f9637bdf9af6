package io.jenkins.plugins.flaskbbswarm.engine;

/** The login to one registry, which the engine passes on. Held in memory only and never shown. */
public final class RegistryAuth {
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

    /** Host and port of the registry. */
    public String server() {
        return server;
    }

    /** The value of {@code X-Registry-Auth}: base64url of the login as JSON. */
    String headerValue() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return "RegistryAuth[" + server + ", " + user + ", ***]";
    }
}
