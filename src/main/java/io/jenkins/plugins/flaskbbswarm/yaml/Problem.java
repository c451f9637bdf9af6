package io.jenkins.plugins.flaskbbswarm.yaml;

/**
 * One thing that is wrong with a file, in words that its author can act on.
 *
 * @param severity whether the file is refused for it
 * @param location where it is
 * @param path what it concerns, such as {@code services.app.ports[0]}; empty for the file as a whole
 * @param message what was found and what is allowed
 * @param remedy what to do about it; empty where the message says it all
 */
public record Problem(Severity severity, Location location, String path, String message, String remedy) {
    /** The same as one that refuses the file. */
    public Problem asError() {
        return new Problem(Severity.ERROR, location, path, message, remedy);
    }

    /** {@code file:line:column: path: message; remedy}. */
    @Override
    public String toString() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + message
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
