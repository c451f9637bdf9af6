package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jenkins.model.Jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The previews that this controller knows of: a file for each in its home, so that none is forgotten in a restart. */
final class KnownPreviews {
    private static final Logger LOGGER = Logger.getLogger(KnownPreviews.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Object LOCK = new Object();

    private final Path folder;

    KnownPreviews(Path folder) {
        this.folder = folder;
    }

    static KnownPreviews get() {
        return new KnownPreviews(Jenkins.get().getRootDir().toPath().resolve("flaskbb-swarm/previews"));
    }

    /** Ordered by repository and number. */
    List<KnownPreview> all() {
        List<KnownPreview> all = new ArrayList<>();
        synchronized (LOCK) {
            if (!Files.isDirectory(folder)) {
                return all;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                files.forEach(file -> read(file).ifPresent(all::add));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        all.sort(Comparator.comparing((KnownPreview known) -> known.note().repository())
                .thenComparing(known -> known.note().pullRequest()));
        return all;
    }

    Optional<KnownPreview> find(String key) {
        synchronized (LOCK) {
            return Files.exists(file(key)) ? read(file(key)) : Optional.empty();
        }
    }

    /** Whatever was known of a preview with the same key is replaced, but for how it was found last. */
    void remember(KnownPreview known) {
        synchronized (LOCK) {
            List<PreviewStatus> seen = find(known.key()).map(KnownPreview::seen).orElse(List.of());
            write(seen.isEmpty() ? known : known.seen(seen.get(0)));
        }
    }

    /** Changes what is known, if it is still known. */
    void update(KnownPreview known, UnaryOperator<KnownPreview> change) {
        synchronized (LOCK) {
            find(known.key()).map(change).ifPresent(this::write);
        }
    }

    /** Forgets it, unless a build has made it again since {@code known} was read. */
    void forget(KnownPreview known) {
        synchronized (LOCK) {
            if (find(known.key())
                    .filter(now -> now.build().equals(known.build()))
                    .isPresent()) {
                delete(file(known.key()));
            }
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".json");
    }

    /** One that cannot be read is told, and hides itself only. */
    private static Optional<KnownPreview> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), KnownPreview.class));
        } catch (JsonProcessingException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be read, so its preview is known to sweeps only");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(KnownPreview known) {
        try {
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, known.key(), ".new");
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(known));
            Files.move(next, file(known.key()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
