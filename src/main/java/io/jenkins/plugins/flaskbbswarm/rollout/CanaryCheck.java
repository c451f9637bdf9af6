package io.jenkins.plugins.flaskbbswarm.rollout;

import java.time.Duration;
import java.util.List;

/**
 * A command that says whether a canary is good: it runs at the end of each step as a job with the canary's image, and with
 * its environment, secrets, configs and networks.
 *
 * @param command what it runs instead of the service's command; {@code {canary}} stands for the canary's name
 * @param timeout after which it has failed
 */
public record CanaryCheck(List<String> command, Duration timeout) {
    public CanaryCheck {
        command = List.copyOf(command);
    }

    /** The command for one canary. */
    List<String> of(String canary) {
        return command.stream().map(word -> word.replace("{canary}", canary)).toList();
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
