package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.EscapedUtf8;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a tar (POSIX.1-2001: ustar headers, PAX records for what does not fit them) whose bytes depend on names,
 * modes and contents alone: owner is 0:0 and all times are the epoch.
 *
 * <p>Ours rather than a library's: a context has three kinds of entry and needs exactly the same bytes each time, and
 * commons-compress would bring three more jars into a plugin's class loader for it.
 */
final class TarWriter implements Closeable {
    private static final int BLOCK = 512;
    private static final int NAME_FIELD = 100;
    private static final long SIZE_FIELD_LIMIT = 1L << 33;

    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    TarWriter(OutputStream out) {
        this.out = out;
    }

    void directory(String path, int mode) throws IOException {
        entry('5', path + "/", mode, 0, "");
    }

    void symbolicLink(String path, String target) throws IOException {
        entry('2', path, 0777, 0, target);
    }

    /**
     * Writes a file of exactly {@code size} bytes.
     *
     * @throws EOFException if {@code content} has fewer
     */
    void file(String path, int mode, long size, InputStream content) throws IOException {
        entry('0', path, mode, size, "");
        copy(content, size);
        pad(size);
    }

    /** Writes the end of the archive; the stream below stays open. */
    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private void entry(char type, String path, int mode, long size, String link) throws IOException {
        Map<String, String> extended = new LinkedHashMap<>();
        if (!fits(path)) {
            extended.put("path", path);
        }
        if (!fits(link)) {
            extended.put("linkpath", link);
        }
        if (size >= SIZE_FIELD_LIMIT) {
            extended.put("size", Long.toString(size));
        }
        if (!extended.isEmpty()) {
            byte[] records = records(extended);
            header('x', "PaxHeader", 0644, records.length, "");
            out.write(records);
            pad(records.length);
        }
        header(type, path, mode, extended.containsKey("size") ? 0 : size, link);
    }

    private void header(char type, String path, int mode, long size, String link) throws IOException {
        byte[] header = new byte[BLOCK];
        text(header, 0, NAME_FIELD, path);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 0);
        text(header, 148, 8, " ".repeat(8));
        header[156] = (byte) type;
        text(header, 157, NAME_FIELD, link);
        text(header, 257, 8, "ustar\0" + "00");
        octal(header, 148, 7, sum(header));
        out.write(header);
    }

    private static boolean fits(String name) {
        return name.length() <= NAME_FIELD && name.chars().allMatch(c -> c < 0x80);
    }

    /** Each record is {@code length key=value\n}, where the length counts its own digits. */
    private static byte[] records(Map<String, String> extended) {
        StringBuilder records = new StringBuilder();
        extended.forEach((key, value) -> {
            String rest = " " + key + "=" + value + "\n";
            int bytes = EscapedUtf8.encode(rest).length;
            int length = bytes + Integer.toString(bytes).length();
            length = bytes + Integer.toString(length).length();
            records.append(length).append(rest);
        });
        return EscapedUtf8.encode(records.toString());
    }

    private static void text(byte[] header, int at, int width, String text) {
        byte[] bytes = EscapedUtf8.encode(text);
        System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, width));
    }

    private static void octal(byte[] header, int at, int width, long value) {
        text(header, at, width - 1, String.format("%0" + (width - 1) + "o", value));
    }

    private static int sum(byte[] header) {
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        return sum;
    }

    private void copy(InputStream content, long size) throws IOException {
        for (long left = size; left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("it shrank while it was read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & (BLOCK - 1))]);
    }
}
