package io.jenkins.plugins.flaskbbswarm.images;

import static java.util.Objects.requireNonNull;

/** An image could not be built, pushed or resolved. The message is for the user: subject, cause and way out. */
public final class ImageException extends RuntimeException {
    /** What went wrong, for callers that treat some cases differently. */
    public enum Kind {
        /** The context, the Dockerfile or the ignore file cannot be used; nothing was sent anywhere. */
        BAD_CONTEXT,
        /** The engine cannot build this way at all. */
        UNSUPPORTED,
        /** A build step failed. */
        BUILD_FAILED,
        /** Registry or engine does not have the image. */
        NOT_FOUND,
        /** The registry wants other credentials, or some at all. */
        UNAUTHORIZED,
        /** The login does not suffice, or there is no such repository: registries do not tell the two apart. */
        DENIED,
        /** Nothing answers at the registry's address. */
        UNREACHABLE,
        /** Something answers there, but not as a registry with a certificate that the engine trusts. */
        UNTRUSTED,
        /** The registry itself says that it fails, be it for a moment. */
        FAILING,
        /** A disk is full. */
        NO_SPACE,
        /** Anything else; the message quotes the engine. */
        OTHER
    }

    private final Kind kind;

    ImageException(Kind kind, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind is null");
    }

    ImageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind is null");
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
