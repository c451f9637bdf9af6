package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The pieces in which a log arrives. They follow the program's writes, not its lines. */
interface LogFrames {
    /** The next piece, or empty at the end. */
    Optional<Frame> next() throws IOException;

    /** A piece of one of the two outputs. */
    record Frame(LogLine.Source source, byte[] bytes) {}

    /** Of a container with a terminal: bytes as they are. */
    static LogFrames raw(InputStream in) {
        byte[] buffer = new byte[8192];
        return () -> {
            int count = in.read(buffer);
            return count < 0
                    ? Optional.empty()
                    : Optional.of(new Frame(LogLine.Source.STDOUT, Arrays.copyOf(buffer, count)));
        };
    }

    /** Of all others: each piece behind eight bytes, the first of which says the output and the last four the length. */
    static LogFrames multiplexed(InputStream in) {
        return new Multiplexed(in);
    }

    /** Gives long pieces in several ones. */
    final class Multiplexed implements LogFrames {
        private static final int LONGEST = 64 * 1024;

        private final InputStream in;
        private byte type;
        private int left;

        private Multiplexed(InputStream in) {
            this.in = in;
        }

        @Override
        public Optional<Frame> next() throws IOException {
            if (left == 0 && !begin()) {
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(Math.min(left, LONGEST));
            left -= bytes.length;
            if (bytes.length == 0 && left > 0) {
                throw new EOFException("the log broke off");
            }
            return Optional.of(new Frame(source(type, bytes), bytes));
        }

        /** Whether there is another piece. */
        private boolean begin() throws IOException {
            byte[] head = in.readNBytes(8);
            if (head.length == 0) {
                return false;
            }
            left = head.length == 8 ? ByteBuffer.wrap(head).getInt(4) : -1;
            if (left < 0) {
                throw new EOFException("the log broke off");
            }
            type = head[0];
            return true;
        }
    }

    private static LogLine.Source source(byte type, byte[] bytes) throws IOException {
        return switch (type) {
            case 0, 1 -> LogLine.Source.STDOUT;
            case 2 -> LogLine.Source.STDERR;
            case 3 -> throw new IOException("the engine says " + new String(bytes, StandardCharsets.UTF_8).strip());
            default -> throw new IOException("this is not a log");
        };
    }
}
