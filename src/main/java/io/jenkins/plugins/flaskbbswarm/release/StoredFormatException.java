package io.jenkins.plugins.flaskbbswarm.release;

/** What was stored in the swarm cannot be read: it is damaged, or a newer version wrote it. */
public final class StoredFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoredFormatException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What one of our configs says cannot be. */
    public static StoredFormatException damaged(String config, Exception cause) {
        return new StoredFormatException(
                "The config " + config + " carries our labels but cannot be read; remove it: docker config rm "
                        + config,
                cause);
    }

    static StoredFormatException newer(String config, int format) {
        return new StoredFormatException(
                "The config " + config + " has format " + format + ", which a newer version of flaskbb-swarm wrote; use"
                        + " that version",
                null);
    }
}
