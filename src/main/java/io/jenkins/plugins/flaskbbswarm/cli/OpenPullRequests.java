package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.Refused;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The value of {@code --open}. */
final class OpenPullRequests {
    private OpenPullRequests() {}

    /**
     * Reads it. {@code --open ''} says that none is open; without {@code --open} nothing is known.
     *
     * @throws Refused if one is no number: what was not understood must not count as closed
     */
    static Optional<Set<Integer>> parse(Optional<Set<String>> given) {
        return given.map(numbers -> numbers.stream()
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .map(OpenPullRequests::number)
                .collect(Collectors.toSet()));
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Refused(List.of(
                    "'" + text + "' is no number of a pull request; write --open 3,12,15. Nothing was removed."));
        }
    }
}
