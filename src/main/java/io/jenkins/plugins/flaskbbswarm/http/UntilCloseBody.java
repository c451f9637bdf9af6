package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;

/** A body that goes on until the peer closes the connection. */
final class UntilCloseBody extends ResponseBody {
    private final InputStream in;

    UntilCloseBody(InputStream in) {
        this.in = in;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    /** Never: its end is the connection's. */
    @Override
    boolean isComplete() {
        return false;
    }
}
