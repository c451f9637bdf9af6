package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends a body in chunks of {@value #SIZE} bytes. */
final class ChunkedOutput extends OutputStream {
    private static final int SIZE = 32 * 1024;

    private final OutputStream out;
    private final byte[] chunk = new byte[SIZE];
    private int length;
    private boolean broken;

    ChunkedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        if (length == SIZE) {
            send();
        }
        chunk[length++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int end = offset + count;
        while (from < end) {
            if (length == SIZE) {
                send();
            }
            int part = Math.min(SIZE - length, end - from);
            System.arraycopy(bytes, from, chunk, length, part);
            length += part;
            from += part;
        }
    }

    @Override
    public void flush() throws IOException {
        send();
        out.flush();
    }

    /** Sends what is left, and the empty chunk that ends the body. */
    void finish() throws IOException {
        send();
        raw("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 5);
        out.flush();
    }

    /** Whether the connection failed, and not the one who writes to us. */
    boolean isBroken() {
        return broken;
    }

    private void send() throws IOException {
        if (length > 0) {
            byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            raw(size, size.length);
            raw(chunk, length);
            raw(new byte[] {'\r', '\n'}, 2);
            length = 0;
        }
    }

    private void raw(byte[] bytes, int count) throws IOException {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }
}
