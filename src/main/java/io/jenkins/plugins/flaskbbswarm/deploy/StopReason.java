package io.jenkins.plugins.flaskbbswarm.deploy;

import java.io.Serializable;

/**
 * Why a release is ended from outside.
 *
 * @param kind decides what becomes of the stack
 * @param message what happened, in a sentence without a full stop; empty if nobody says
 */
public record StopReason(Kind kind, String message) implements Serializable {
    /** Nobody stopped it. */
    public static final StopReason NONE = new StopReason(Kind.NONE, "");

    /** What kind of end it is. */
    public enum Kind {
        NONE,
        /** Somebody does not want it any more: the choice for an abort says what becomes of the stack. */
        ABORT,
        /** What belongs to the release failed, as a smoke test after it: it is rolled back. */
        ERROR
    }

    /** An abort. */
    public static StopReason abort(String message) {
        return new StopReason(Kind.ABORT, message);
    }

    /** An error around the release. */
    public static StopReason error(String message) {
        return new StopReason(Kind.ERROR, message);
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    boolean isError() {
        return kind == Kind.ERROR;
    }

    /** Why the release failed. */
    public String why() {
        return message.isEmpty() ? "it was interrupted" : message;
    }
}
