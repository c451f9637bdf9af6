package io.jenkins.plugins.flaskbbswarm.compose.source;

import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.Suggestion;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * What all who read one file share.
 *
 * @param mode what becomes of what docker CLI 28 refuses
 * @param version the format's version that the file claims
 * @param directory where relative paths begin
 */
public record ReadContext(
        Mode mode,
        FormatVersion version,
        Variables variables,
        Path directory,
        FileReader files,
        Problems problems,
        SourceMap places,
        PortLimit ports) {
    private static final int MANY = 20;

    /** The name that was probably meant; empty if none is alike, or if so much is wrong that suggestions do not help. */
    public Optional<String> nearest(String name, Collection<String> known) {
        return problems.count() < MANY ? Suggestion.to(name, known) : Optional.empty();
    }

    /** Notes an error. */
    public void error(Location location, String path, String message, String remedy) {
        problems.error(location, path, message, remedy);
    }

    /** Notes what works, but that the author should know; the strict mode refuses it in the end. */
    public void warn(Location location, String path, String message, String remedy) {
        problems.warning(location, path, message, remedy);
    }

    /** Notes what docker CLI 28 refuses although its meaning is plain; the strict mode refuses it too. */
    public void lenient(Location location, String path, String message, String remedy) {
        warn(location, path, message + " (docker stack deploy refuses this)", remedy);
    }

    /** Notes that {@code found} is of another type than {@code expected}, and is taken all the same. */
    public void lenientType(YamlNode found, String path, String expected, String remedy) {
        lenient(found.location(), path, "must be " + expected + ", not " + found.describe(), remedy);
    }

    /** Notes that {@code found} is of another type than {@code expected}. */
    public void wrongType(YamlNode found, String path, String expected) {
        error(found.location(), path, "must be " + expected + ", not " + found.describe(), "");
    }

    /** Notes what the Compose Specification has and docker CLI 28 has not; the strict mode refuses it. */
    public void modern(Location location, String path, String message, String remedy) {
        if (mode == Mode.STRICT) {
            lenient(location, path, message, remedy);
        }
    }

    public ReadContext withVersion(FormatVersion newVersion) {
        return new ReadContext(mode, newVersion, variables, directory, files, problems, places, ports);
    }

    /** For a file that is included: it has a directory and variables of its own. */
    public ReadContext within(Path otherDirectory, Variables otherVariables) {
        return new ReadContext(mode, version, otherVariables, otherDirectory, files, problems, places, ports);
    }
}
