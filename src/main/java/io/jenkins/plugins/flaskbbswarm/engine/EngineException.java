package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Optional;

/**
 * An engine did not do what it was asked to. The message is one sentence: what was tried, what the engine said in its
 * own words, what to do. Callers tell cases apart by the questions below, not by the text.
 */
public abstract sealed class EngineException extends RuntimeException {
    private EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No connection came about (no such socket, refused, not trusted, too old): nothing was sent. */
    public static final class Unreachable extends EngineException {
        private final boolean comesBack;

        Unreachable(String message, boolean comesBack, Throwable cause) {
            super(message, cause);
            this.comesBack = comesBack;
        }

        @Override
        public boolean isTransient() {
            return comesBack;
        }
    }

    /** No answer within the deadline. */
    public static final class TimedOut extends EngineException {
        private final boolean write;

        TimedOut(String message, boolean write, Throwable cause) {
            super(message, cause);
            this.write = write;
        }

        @Override
        public boolean isAmbiguous() {
            return write;
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** The connection broke in the middle of a request or stream. */
    public static final class Broken extends EngineException {
        private final boolean write;

        Broken(String message, boolean write, Throwable cause) {
            super(message, cause);
            this.write = write;
        }

        @Override
        public boolean isAmbiguous() {
            return write;
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** What came is no answer that an engine gives: asking again would not help. */
    public static final class Malformed extends EngineException {
        private final boolean write;

        Malformed(String message, boolean write, Throwable cause) {
            super(message, cause);
            this.write = write;
        }

        @Override
        public boolean isAmbiguous() {
            return write;
        }
    }

    /** The engine answered with a status of 300 or more. */
    public static final class Refused extends EngineException {
        private final EngineErrorResponse refusal;
        private final boolean write;

        Refused(String message, EngineErrorResponse refusal, boolean write) {
            super(message, null);
            this.refusal = refusal;
            this.write = write;
        }

        /** The HTTP status; engines are careless with it, so prefer the questions. */
        public int status() {
            return refusal.status();
        }

        @Override
        public Optional<String> engineMessage() {
            return Optional.of(refusal.message());
        }

        @Override
        public boolean isAmbiguous() {
            return write && refusal.mayHaveHappened();
        }

        @Override
        public boolean isTransient() {
            return refusal.isTransient();
        }

        @Override
        public boolean isNotFound() {
            return refusal.isNotFound();
        }

        @Override
        public boolean isConflict() {
            return refusal.isConflict();
        }

        @Override
        public boolean isInUse() {
            return refusal.isInUse();
        }

        @Override
        public boolean isOutOfSequence() {
            return refusal.isOutOfSequence();
        }

        @Override
        public boolean isNotAManager() {
            return refusal.isNotAManager();
        }

        @Override
        public boolean isNoLeader() {
            return refusal.isNoLeader();
        }
    }

    /** A build, push or pull that the engine had accepted failed on the way. */
    public static final class Failed extends EngineException {
        private final String engineMessage;

        Failed(String message, String engineMessage) {
            super(message, null);
            this.engineMessage = engineMessage;
        }

        @Override
        public Optional<String> engineMessage() {
            return Optional.of(engineMessage);
        }
    }

    /** The engine's own words, where it said any. */
    public Optional<String> engineMessage() {
        return Optional.empty();
    }

    /** Whether this was a write that may have been carried out all the same: read again before you repeat it. */
    public boolean isAmbiguous() {
        return false;
    }

    /** Whether waiting may help: the swarm elects a leader, the engine is slow or restarts. */
    public boolean isTransient() {
        return false;
    }

    /** Whether the object that the request named does not exist. */
    public boolean isNotFound() {
        return false;
    }

    /** Whether an object of that name exists already. */
    public boolean isConflict() {
        return false;
    }

    /** Whether the object could not be removed because something uses it. */
    public boolean isInUse() {
        return false;
    }

    /** Whether the object was changed since we read it (the engine says this with status 500). */
    public boolean isOutOfSequence() {
        return false;
    }

    /** Whether the engine is a worker or in no swarm at all. */
    public boolean isNotAManager() {
        return false;
    }

    /** Whether the swarm has no leader at the moment, or too few managers to elect one. */
    public boolean isNoLeader() {
        return false;
    }
}
