package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what comes from outside: never more than is sensible, however much is sent, and never more than the memory of
 * this Java allows.
 */
public final class Bounded {
    private static final long MOST_EVER = 64 << 20;

    private Bounded() {}

    /** The most bytes that an answer may hold that is read as a whole: the largest swarm's list of tasks, if it fits. */
    public static int most() {
        return (int) Math.min(MOST_EVER, Runtime.getRuntime().maxMemory() / 16);
    }

    /**
     * All bytes of an answer.
     *
     * @throws MalformedAnswerException if there are more than {@code most}
     */
    public static byte[] all(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        if (bytes.length == most && in.read() >= 0) {
            throw new MalformedAnswerException("the answer is longer than " + most / 1024 + " KiB" + wayOut(most));
        }
        return bytes;
    }

    private static String wayOut(int most) {
        return most < MOST_EVER && most == most() ? "; Java's memory (-Xmx) allows no longer ones" : "";
    }
}
