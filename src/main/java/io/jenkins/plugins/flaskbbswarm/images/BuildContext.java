package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory that a build may copy from, as it is sent: same files, same bytes.
 *
 * <p>An ignored Dockerfile is sent all the same, since the builder reads it from there; so {@code COPY . .} sees it.
 * An ignored {@code .dockerignore} is not: a builder that is handed a tar has no use for it.
 */
final class BuildContext {
    private final Path root;
    private final String dockerfile;
    private final String dockerfileText;
    private final List<ContextEntry> entries;

    private BuildContext(Path root, String dockerfile, String dockerfileText, List<ContextEntry> entries) {
        this.root = root;
        this.dockerfile = dockerfile;
        this.dockerfileText = dockerfileText;
        this.entries = List.copyOf(entries);
    }

    /**
     * Looks through a context; reads the Dockerfile, but no other file's content yet.
     *
     * @throws ImageException if there is no such directory or Dockerfile, the Dockerfile lies outside, a line of the
     *     ignore file is no pattern, or something cannot be read
     */
    static BuildContext open(ImageBuild build) {
        Path directory = build.context();
        try {
            Path root = realDirectory(directory);
            String path = pathInside(root, directory, build.dockerfile());
            String text = text(root.resolve(path));
            List<ContextEntry> entries = ContextScanner.entries(root, ignoreRules(root, path), path, build.hidden());
            return new BuildContext(root, path, text, entries);
        } catch (IOException e) {
            throw unreadable(directory, e);
        } catch (UncheckedIOException e) {
            throw unreadable(directory, e.getCause());
        }
    }

    /** The Dockerfile's path within the context, with slashes. */
    String dockerfile() {
        return dockerfile;
    }

    String dockerfileText() {
        return dockerfileText;
    }

    List<ContextEntry> entries() {
        return entries;
    }

    /**
     * Writes the context as a tar.
     *
     * @throws ImageException if a file vanished, shrank or cannot be read
     * @throws IOException if {@code out} does not take it
     */
    void writeTo(OutputStream out) throws IOException {
        try (TarWriter tar = new TarWriter(out)) {
            for (ContextEntry entry : entries) {
                write(entry, tar);
            }
        }
    }

    private void write(ContextEntry entry, TarWriter tar) throws IOException {
        try {
            entry.writeTo(tar);
        } catch (FileSystemException | EOFException e) {
            throw unreadable(root.resolve(entry.path()), e);
        }
    }

    private static Path realDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw bad("the build context " + directory
                    + (Files.exists(directory) ? " is not a directory" : " does not exist")
                    + "; name the directory that holds the sources");
        }
        return directory.toRealPath();
    }

    private static String pathInside(Path root, Path directory, String dockerfile) throws IOException {
        Path file = root.resolve(pathOf(dockerfile)).normalize();
        if (!Files.isRegularFile(file)) {
            throw bad("there is no Dockerfile " + dockerfile + " in the build context " + directory
                    + "; add it, or name the one to use relative to the context");
        }
        if (!file.toRealPath().startsWith(root)) {
            throw bad("the Dockerfile " + dockerfile + " lies outside the build context " + directory
                    + "; move it in, or use a context that holds it");
        }
        Path parent = file.getParent().toRealPath();
        return root.relativize(parent.resolve(file.getFileName())).toString().replace('\\', '/');
    }

    private static Path pathOf(String dockerfile) {
        try {
            return Path.of(dockerfile);
        } catch (InvalidPathException e) {
            throw bad("'" + dockerfile + "' cannot be a Dockerfile's name: " + e.getReason());
        }
    }

    /** The ignore file of the Dockerfile alone comes before the one of the context (as BuildKit). */
    private static IgnoreRules ignoreRules(Path root, String dockerfile) throws IOException {
        for (String name : List.of(dockerfile + ".dockerignore", ".dockerignore")) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                return IgnoreRules.parse(file.toString(), text(file));
            }
        }
        return IgnoreRules.none();
    }

    private static String text(Path file) throws IOException {
        return new String(BoundedFile.read(file), StandardCharsets.UTF_8);
    }

    private static ImageException bad(String message) {
        return new ImageException(Kind.BAD_CONTEXT, message);
    }

    private static ImageException unreadable(Path path, IOException cause) {
        String file = cause instanceof FileSystemException f && f.getFile() != null ? f.getFile() : path.toString();
        return new ImageException(
                Kind.BAD_CONTEXT,
                "the build context cannot be read at " + file + " (" + reason(cause)
                        + "); make it readable and leave it alone during the build, or name it in .dockerignore",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        return cause instanceof NoSuchFileException ? "it vanished" : String.valueOf(cause.getMessage());
    }
}
