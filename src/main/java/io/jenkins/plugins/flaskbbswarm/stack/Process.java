package io.jenkins.plugins.flaskbbswarm.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service's containers run.
 *
 * @param entrypoint replaces the image's entry point
 * @param command replaces the image's arguments
 * @param environment variables; one without a value is passed by name alone
 * @param stopGracePeriod time between the stop signal and the kill
 * @param init whether an init process runs first; the engine's default if empty
 */
public record Process(
        List<String> entrypoint,
        List<String> command,
        Map<String, Optional<String>> environment,
        String workingDirectory,
        String user,
        boolean tty,
        boolean openStdin,
        String stopSignal,
        Optional<Duration> stopGracePeriod,
        Optional<Boolean> init) {
    public Process {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = Sorted.copy(environment);
    }
}
