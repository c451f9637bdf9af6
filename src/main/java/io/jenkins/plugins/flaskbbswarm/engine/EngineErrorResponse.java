package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An engine's answer of status 400 or more, and what it means. Status codes alone do not tell (a stale version is a
 * 500, an object in use a 400), so this reads the text too; the texts are those of engines 20.10 to 29.
 *
 * @param message the engine's own words
 */
record EngineErrorResponse(int status, String message) {
    private static final Pattern DEFINITE = Pattern.compile(
            "code = (?:InvalidArgument|NotFound|AlreadyExists|FailedPrecondition|ResourceExhausted|Unimplemented)"
                    + "|not found|already exists|name conflicts|constraint expected|is in use");
    private static final Pattern MISSING_NETWORK = Pattern.compile("network \\S+ not found");

    private static final Pattern TRANSIENT = Pattern.compile(
            "context deadline exceeded|context canceled|lost leader status|does not have a leader|code = unavailable"
                    + "|manager is being prepared");

    /** A network that is missing from the swarm is a 500 when its own node still has it, as it has for seconds. */
    boolean isNotFound() {
        return status == 404 || MISSING_NETWORK.matcher(message).matches();
    }

    boolean isConflict() {
        return says("already exists") || says("name conflicts with an existing object");
    }

    boolean isInUse() {
        return says("is in use by") || says("has active endpoints");
    }

    boolean isOutOfSequence() {
        return says("update out of sequence");
    }

    /** Engines drop old versions of the API; this one may drop ours. */
    boolean isTooNewForUs() {
        return says("is too old. minimum supported api version");
    }

    boolean isNotAManager() {
        return says("is not a swarm manager") && !isTransient();
    }

    /** Said by what stands before the engine; the engine has other words for what it does not permit. */
    boolean isForbidden() {
        return status == 403 && (says("forbidden") || says("authorization denied"));
    }

    boolean isNoLeader() {
        return says("does not have a leader") || says("lost leader status");
    }

    boolean isTransient() {
        return status >= 500
                && TRANSIENT.matcher(message.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether a write may have been committed all the same; known refusals were decided before any commit. */
    boolean mayHaveHappened() {
        return status >= 500
                && status != 501
                && status != 503
                && !isOutOfSequence()
                && !isNotAManager()
                && !DEFINITE.matcher(message).find();
    }

    /** What to do about it, as the end of a sentence; nothing where the engine's words say enough. */
    String remedy() {
        if (isNotAManager()) {
            return "; name a manager of the swarm as the engine (docker node ls lists them), or make this one a manager";
        }
        if (isTooNewForUs()) {
            return "; update flaskbb-swarm, which speaks API " + ApiVersion.NEWEST + " at most";
        }
        if (isNoLeader()) {
            return "; start the swarm's other managers: more than half of them must run";
        }
        if (isOutOfSequence()) {
            return ": it was changed since it was read; read it again";
        }
        if (isForbidden()) {
            return "; what stands before the engine, such as a socket proxy or an authorization plugin, does not let"
                    + " this through: allow it there";
        }
        if (isInUse()) {
            return "; remove or change first what uses it";
        }
        return "";
    }

    private boolean says(String words) {
        return message.toLowerCase(Locale.ROOT).contains(words);
    }
}
