package io.jenkins.plugins.flaskbbswarm.deploy;

/**
 * Why a redeploy acts.
 *
 * @param text half a sentence for the log
 */
public record RedeployReason(Kind kind, String text) {
    /** What is otherwise than at the last release. */
    public enum Kind {
        FIRST,
        SOURCE,
        DEPENDENCIES,
        BASE_IMAGE,
        IMAGE,
        SECRET,
        CONFIG,
        REGISTRY_LOGIN,
        STACK_FILE,
        DRIFT,
        FAILED,
        DEAD_RELEASE
    }

    @Override
    public String toString() {
        return text;
    }
}
