package io.jenkins.plugins.flaskbbswarm.preview.resources;

/** A preview could not be made or removed. The message says in which state it is. */
public final class PreviewFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public PreviewFailedException(String message) {
        super(message);
    }
}
