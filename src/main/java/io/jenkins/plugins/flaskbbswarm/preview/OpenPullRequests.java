package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The numbers of the open pull requests, as somebody who sweeps writes them. */
public final class OpenPullRequests {
    private OpenPullRequests() {}

    /**
     * Reads them. No number says that none is open; if none were given, nothing is known.
     *
     * @throws InvalidRequestException if one is no number: what was not understood must not count as closed
     */
    public static Optional<Set<Integer>> parse(Optional<Set<String>> given) {
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
            throw new InvalidRequestException(List.of(
                    "'" + text + "' is not a pull request number; name them as in 3,12,15. Nothing was removed."));
        }
    }
}
