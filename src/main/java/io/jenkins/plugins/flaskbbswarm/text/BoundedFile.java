package io.jenkins.plugins.flaskbbswarm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that are small if they are what they should be; others, such as devices, have no end. */
public final class BoundedFile {
    private static final long MOST_EVER = 16 << 20;

    private BoundedFile() {}

    /**
     * All bytes of a file.
     *
     * @throws IOException also if there are more than 16 MiB, or more than this Java's memory allows
     */
    public static byte[] read(Path file) throws IOException {
        int most = (int) Math.min(MOST_EVER, Runtime.getRuntime().maxMemory() / 16);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("it is larger than " + most / 1024 + " KiB");
            }
            return bytes;
        }
    }
}
