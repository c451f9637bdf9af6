package io.jenkins.plugins.flaskbbswarm.compose.source;

import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlDocument;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the Compose files of a stack: those that the user names, and those that these name in {@code extends} and
 * {@code include}. All go through the loader's {@link FileReader}, which may refuse what lies elsewhere, and together
 * they have a measure.
 */
public final class ComposeFiles {
    private static final int MOST_FILES = 100;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final Pattern REMOTE =
            Pattern.compile("(?:https?|ssh|git|oci|ftp)://.*|git@.*|oci:.*|github\\.com/.*", Pattern.DOTALL);

    private final ReadContext reading;
    private final Path nameDirectory;
    private final Map<Path, Optional<YamlDocument>> known = new HashMap<>();
    private int files;
    private int included;
    private long bytes;

    /** @param first the file whose directory relative names in messages begin at */
    public ComposeFiles(ComposeSource first, ReadContext reading) {
        this.reading = reading;
        this.nameDirectory =
                Optional.ofNullable(Path.of(first.name()).getParent()).orElse(Path.of(""));
    }

    /** A file that the user names. */
    public Optional<YamlDocument> read(ComposeSource source) {
        return content(source).flatMap(content -> parse(source.name(), content));
    }

    private Optional<byte[]> content(ComposeSource source) {
        if (source.content().isPresent()) {
            return source.content();
        }
        Location start = new Location(source.name(), 1, 1);
        try {
            return Optional.of(reading.files().read(source.path(), YamlReader.MAX_BYTES));
        } catch (NoSuchFileException e) {
            reading.error(start, "", "file not found", "check the path");
        } catch (IOException e) {
            reading.error(start, "", "the file cannot be read: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private Optional<YamlDocument> parse(String name, byte[] content) {
        return YamlReader.readDocument(name, content, reading.problems());
    }

    /**
     * Where a file is that another one names.
     *
     * @param directory where relative paths begin
     * @param field what names it, for messages
     * @return empty if an error was noted
     */
    public Optional<Path> locate(YamlScalar file, Path directory, String field) {
        if (REMOTE.matcher(file.text()).matches()) {
            reading.error(
                    file.location(),
                    field,
                    file.quoted() + " is on another machine, and nothing is fetched from there",
                    "check it out before the deployment, and name its path");
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(file.text()).normalize());
        } catch (InvalidPathException e) {
            reading.error(file.location(), field, file.quoted() + " is not a file name", "correct the path");
            return Optional.empty();
        }
    }

    /** A file that another one names; empty if an error was noted, now or before. */
    public Optional<YamlDocument> read(Path path, YamlScalar by, String field) {
        Optional<YamlDocument> before = known.get(path);
        if (before == null) {
            before = bytes(path, YamlReader.MAX_BYTES, by, field).flatMap(content -> parse(name(path), content));
            known.put(path, before);
        }
        return before;
    }

    /** A file's content; that there is none such is an error. */
    public Optional<byte[]> bytes(Path path, int limit, YamlScalar by, String field) {
        if (++files > MOST_FILES || bytes > MOST_BYTES) {
            refuseMore(by, field);
            return Optional.empty();
        }
        try {
            byte[] content = reading.files().read(path, limit);
            bytes += content.length;
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            reading.error(by.location(), field, "there is no file " + path, "create it, or correct the path");
        } catch (IOException e) {
            reading.error(by.location(), field, "cannot read " + path + ": " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    /** Whether one more file may be included; the same one counts as often as it is, since each is read as a model. */
    public boolean mayInclude(YamlScalar by, String field) {
        if (++included == MOST_FILES + 1) {
            refuseMore(by, field);
        }
        return included <= MOST_FILES;
    }

    private void refuseMore(YamlScalar by, String field) {
        reading.error(
                by.location(),
                field,
                "a stack may have " + MOST_FILES + " files and " + MOST_BYTES / 1024 / 1024 + " MiB, and here are more",
                "write what belongs together in one file");
    }

    /** What messages call a file: as seen from where the first file's name begins. */
    public String name(Path path) {
        Path from = reading.directory();
        return from.getRoot() != null && from.getRoot().equals(path.getRoot())
                ? nameDirectory.resolve(from.relativize(path)).normalize().toString()
                : path.toString();
    }
}
