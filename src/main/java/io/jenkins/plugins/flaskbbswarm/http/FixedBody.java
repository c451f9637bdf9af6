package io.jenkins.plugins.flaskbbswarm.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length was said in the head. */
final class FixedBody extends ResponseBody {
    private final InputStream in;
    private long left;

    FixedBody(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the answer broke off, " + left + " bytes are missing");
        }
        left -= count;
        return count;
    }

    @Override
    boolean isComplete() {
        return left == 0;
    }
}
