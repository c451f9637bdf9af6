package io.jenkins.plugins.flaskbbswarm.compose.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Compose file to be loaded.
 *
 * @param name what messages call it
 * @param path where it is; for content that is at hand, where it would be if it were a file
 * @param content the file's bytes if they are already at hand (standard input), else it is read through the loader's
 *     {@link FileReader}
 */
public record ComposeSource(String name, Path path, Optional<byte[]> content) {
    /** A file of that path, called so in messages. */
    public static ComposeSource file(Path path) {
        return new ComposeSource(path.toString(), path.toAbsolutePath().normalize(), Optional.empty());
    }

    /**
     * Content that is already at hand, such as standard input.
     *
     * @param directory where its relative paths begin
     */
    public static ComposeSource of(String name, Path directory, byte[] content) {
        return new ComposeSource(name, directory.toAbsolutePath().normalize().resolve(name), Optional.of(content));
    }

    /** Where relative paths begin; the first file's directory counts for all, as docker CLI does it. */
    public Path directory() {
        return path.getParent();
    }
}
