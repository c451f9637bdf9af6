package io.jenkins.plugins.flaskbbswarm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, in UTF-8 whatever the locale. When it cannot be written (a full disk, a closed pipe or terminal), what
 * is printed later is dropped: a release goes on to its end, and the exit code says what became of the output.
 */
final class Output extends OutputStream {
    /** What shells say of a program that a closed pipe ended: 128 + SIGPIPE. */
    static final int CLOSED_PIPE = 141;

    private final OutputStream stream;
    private volatile String failure = "";

    private Output(OutputStream stream) {
        this.stream = stream;
    }

    /** That of this process. */
    static Output standard() {
        return new Output(new FileOutputStream(FileDescriptor.out));
    }

    PrintWriter writer() {
        return new PrintWriter(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    /**
     * The exit code of a command after its last output.
     *
     * @param code the command's own
     * @param isReport whether the output is all that the command is for; else its own code counts
     */
    int exitCode(int code, boolean isReport, PrintWriter err) {
        if (failure.isEmpty()) {
            return code;
        }
        boolean isClosed = failure.contains("Broken pipe");
        if (!isClosed) {
            err.println("Standard output could not be written, so some of it is lost: " + failure);
        }
        boolean isToFail = isReport && (code == ExitCode.DONE.number() || code == ExitCode.CHANGES_PENDING.number());
        return isToFail ? isClosed ? CLOSED_PIPE : ExitCode.FAILED.number() : code;
    }
}
