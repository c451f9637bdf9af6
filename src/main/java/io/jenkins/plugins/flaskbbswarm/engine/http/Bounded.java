package io.jenkins.plugins.flaskbbswarm.engine.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads what comes from outside: never more than is sensible, however much is sent. */
public final class Bounded {
    /** The most that an answer may hold that is read as a whole: more than the largest swarm's list of tasks. */
    public static final int MOST_BYTES = 64 << 20;

    private Bounded() {}

    /**
     * All bytes of an answer.
     *
     * @throws MalformedAnswerException if there are more than {@code most}
     */
    public static byte[] all(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        if (bytes.length == most && in.read() >= 0) {
            throw new MalformedAnswerException("the answer is longer than " + most / 1024 + " KiB");
        }
        return bytes;
    }
}
