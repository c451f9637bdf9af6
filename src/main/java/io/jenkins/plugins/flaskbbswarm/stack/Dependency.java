package io.jenkins.plugins.flaskbbswarm.stack;

/**
 * What a service needs before it starts.
 *
 * @param service the key of the other service
 * @param condition what the other one must have reached
 * @param required whether it is an error if the stack does not have it
 */
public record Dependency(String service, Condition condition, boolean required) {
    /** How far a service must be. */
    public enum Condition {
        /** Nothing is said: its tasks run and pass their health checks, if they have any. */
        CONVERGED("service_started"),
        /** Its tasks have been started, whatever their health checks say. */
        STARTED("service_started"),
        /** Its tasks run and pass their health check. */
        HEALTHY("service_healthy"),
        /** Its tasks have ended with exit code 0. */
        COMPLETED("service_completed_successfully");

        private final String word;

        Condition(String word) {
            this.word = word;
        }

        /** As Compose files spell it. */
        public String word() {
            return word;
        }
    }

    /** What the short syntax means. */
    public static Dependency on(String service) {
        return new Dependency(service, Condition.CONVERGED, true);
    }
}
