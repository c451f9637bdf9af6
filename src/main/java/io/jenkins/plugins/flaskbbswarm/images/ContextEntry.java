package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.FileNames;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Something in a build context that is sent to the builder.
 *
 * @param path within the context, with slashes
 * @param file where it lies on disk
 */
record ContextEntry(String path, Path file, Kind kind) {
    enum Kind {
        DIRECTORY,
        FILE,
        SYMBOLIC_LINK
    }

    void writeTo(TarWriter tar) throws IOException {
        switch (kind) {
            case DIRECTORY -> tar.directory(path, mode());
            case SYMBOLIC_LINK -> tar.symbolicLink(path, FileNames.text(Files.readSymbolicLink(file)));
            case FILE -> {
                try (InputStream content = Files.newInputStream(file)) {
                    tar.file(path, mode(), Files.size(file), content);
                }
            }
        }
    }

    /** All bits where the file system has them; elsewhere (Windows) what the docker CLI sends from there. */
    private int mode() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return 0755;
        }
        return (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }
}
