package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of a step among its build's files. It is on the disk when {@link #update} returns: what Jenkins keeps of a
 * running step is written later, and may be lost when the controller is killed.
 */
final class RunStateFile {
    private static final String FOLDER = "flaskbb-swarm-steps";
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final Optional<Path> file;
    private RunState state;

    private RunStateFile(Optional<Path> file, RunState state) {
        this.file = file;
        this.state = state;
    }

    /** @param id of the step in its build */
    static RunStateFile of(Path build, String id) {
        Path file = build.resolve(FOLDER).resolve(id + ".json");
        try {
            return new RunStateFile(
                    Optional.of(file),
                    Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), RunState.class) : RunState.NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of work that belongs to no build, and is not resumed. */
    static RunStateFile inMemory() {
        return new RunStateFile(Optional.empty(), RunState.NEW);
    }

    synchronized RunState get() {
        return state;
    }

    synchronized void update(UnaryOperator<RunState> change) {
        RunState next = change.apply(state);
        if (!next.equals(state)) {
            state = next;
            file.ifPresent(path -> write(path, next));
        }
    }

    private static void write(Path file, RunState state) {
        try {
            write(file, JSON.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path next = Files.createDirectories(file.getParent()).resolve(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
