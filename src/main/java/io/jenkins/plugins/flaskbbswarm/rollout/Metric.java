package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.Optional;

/**
 * A number that Prometheus knows, and what it must not exceed. In its queries {@code {canary}} and {@code {service}} stand
 * for the names of both services on the engine.
 *
 * @param query what is asked for
 * @param stable by what the answer is divided, where it is compared with the service that stays
 * @param atMost what it may be
 */
public record Metric(String query, Optional<String> stable, double atMost) {
    /** Its queries with the names of a canary and of its service. */
    Metric of(String canary, String service) {
        return new Metric(named(query, canary, service), stable.map(text -> named(text, canary, service)), atMost);
    }

    private static String named(String text, String canary, String service) {
        return text.replace("{canary}", canary).replace("{service}", service);
    }

    /** What is measured, for people. */
    String text() {
        return stable.map(other -> "(" + query + ") / (" + other + ")").orElse(query);
    }
}
