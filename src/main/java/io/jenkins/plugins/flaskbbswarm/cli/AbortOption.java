package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.Optional;

/** What Ctrl-C and SIGTERM do to a stack in the middle of a release; the same for all commands that release. */
final class AbortOption {
    @Option(
            names = "--on-abort",
            paramLabel = "rollback|leave",
            description =
                    "What Ctrl-C and SIGTERM do to the stack: roll it back, or leave it as it is at that moment and"
                            + " say how that is (default: rollback).")
    private Optional<OnAbort> choice = Optional.empty();

    boolean isGiven() {
        return choice.isPresent();
    }

    OnAbort choice() {
        return choice.orElse(OnAbort.ROLLBACK);
    }

    /** As a setting of {@code deploy.yml}, over which the command line wins; none if it was not given. */
    Optional<String> setting() {
        return choice.map(given -> "rollout.on-abort=" + given.name().toLowerCase(Locale.ROOT));
    }
}
