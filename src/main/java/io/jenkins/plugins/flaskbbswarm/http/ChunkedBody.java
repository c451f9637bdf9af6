package io.jenkins.plugins.flaskbbswarm.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks, each one behind its length in hexadecimal; an empty one is the last. */
final class ChunkedBody extends ResponseBody {
    private static final int MOST_TRAILERS = 100;

    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean complete;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !complete) {
            beginChunk();
        }
        if (complete) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the answer broke off in the middle of a chunk");
        }
        left -= count;
        return count;
    }

    private void beginChunk() throws IOException {
        if (!first) {
            ResponseHead.line(in);
        }
        first = false;
        left = size(ResponseHead.line(in));
        if (left == 0) {
            skipTrailers();
            complete = true;
        }
    }

    private static long size(String line) throws IOException {
        int extension = line.indexOf(';');
        try {
            long size = Long.parseLong((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size < 0) {
                throw new MalformedAnswerException("a chunk of the answer has no length");
            }
            return size;
        } catch (NumberFormatException e) {
            throw new MalformedAnswerException("a chunk of the answer has no length");
        }
    }

    private void skipTrailers() throws IOException {
        // No engine sends any; the protocol allows them.
        for (int lines = 0; !ResponseHead.line(in).isEmpty(); lines++) {
            if (lines == MOST_TRAILERS) {
                throw new MalformedAnswerException("endless trailers");
            }
        }
    }

    @Override
    boolean isComplete() {
        return complete;
    }
}
