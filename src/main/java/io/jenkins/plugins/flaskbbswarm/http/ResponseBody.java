package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;

/** An answer's body, framed. Reading past a body that broke off fails; it never looks like a shorter body. */
abstract class ResponseBody extends InputStream {
    /** Whether all of it was read, so that the connection may serve another request. */
    abstract boolean isComplete();

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Asking for nothing must not wait, and {@code readNBytes} does ask for nothing at the end. */
    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : readSome(bytes, offset, length);
    }

    /** At least one byte, or -1 at the end. */
    abstract int readSome(byte[] bytes, int offset, int length) throws IOException;
}
