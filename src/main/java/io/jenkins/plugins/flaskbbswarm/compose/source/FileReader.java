package io.jenkins.plugins.flaskbbswarm.compose.source;

import java.io.IOException;
import java.nio.file.Path;

/** Reads files for the loader, from wherever the workspace is. */
@FunctionalInterface
public interface FileReader {
    /**
     * Reads a file's first bytes.
     *
     * @param limit the most bytes that are of use; a longer file may be cut to {@code limit + 1} bytes
     * @throws java.nio.file.NoSuchFileException if the file does not exist
     * @throws IOException if it cannot be read; the message is shown to the user
     */
    byte[] read(Path file, int limit) throws IOException;

    /** Whether this file or folder may be sent to a builder. */
    default boolean maySend(Path file) {
        return true;
    }
}
