package io.jenkins.plugins.flaskbbswarm.compose;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Compose file to be loaded.
 *
 * @param name what messages call it
 * @param directory where its relative paths begin; the first source's directory counts for all, as docker CLI does it
 * @param content the file's bytes if they are already at hand (standard input), else it is read through the loader's
 *     {@link FileReader}
 */
public record ComposeSource(String name, Path directory, Optional<byte[]> content) {
    /** A file of that path, called so in messages. */
    public static ComposeSource file(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        return new ComposeSource(path.toString(), parent, Optional.empty());
    }

    /** Content that is already at hand, such as standard input. */
    public static ComposeSource of(String name, Path directory, byte[] content) {
        return new ComposeSource(name, directory, Optional.of(content));
    }
}
