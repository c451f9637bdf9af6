package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** As much of DER as private keys need: elements are written, and read one after the other. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private int at;

    /** Reads the elements of {@code bytes}. */
    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isAtEnd() {
        return at >= bytes.length;
    }

    /** Whether the next element has this tag. */
    boolean isNext(int tag) {
        return !isAtEnd() && (bytes[at] & 0xff) == tag;
    }

    /**
     * The content of the next element.
     *
     * @throws IllegalArgumentException if it has another tag, or does not end
     */
    byte[] next(int tag) {
        if (!isNext(tag)) {
            throw new IllegalArgumentException("not the expected structure");
        }
        at++;
        int length = length();
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("cut off");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length > 0xffffff / 2 ? -1 : length << 8 | octet();
        }
        return length;
    }

    private int octet() {
        if (isAtEnd()) {
            throw new IllegalArgumentException("cut off");
        }
        return bytes[at++] & 0xff;
    }

    /** The elements of the sequence that comes next. */
    Der sequence() {
        return new Der(next(SEQUENCE));
    }

    /** The whole number that comes next; the largest {@code int} stands for all that are larger. */
    int number() {
        BigInteger number = new BigInteger(next(INTEGER));
        return number.bitLength() < 32 ? number.intValue() : Integer.MAX_VALUE;
    }

    /** An element: tag, length in its shortest form, content. */
    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.writeBytes(length(content.size()));
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length <= 0xff
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
