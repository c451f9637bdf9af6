package io.jenkins.plugins.flaskbbswarm.preview;

/** A preview could not be made or removed. The message says in which state it is. */
public final class PreviewFailed extends Exception {
    private static final long serialVersionUID = 1L;

    PreviewFailed(String message) {
        super(message);
    }
}
