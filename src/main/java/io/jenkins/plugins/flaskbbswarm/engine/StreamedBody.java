package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.IOException;
import java.io.OutputStream;

/** A request's body that is written as it is made, so that it never has to fit into memory. */
@FunctionalInterface
public interface StreamedBody {
    /** Writes all of it; does not close {@code out}. Called once, in the thread of the request. */
    void writeTo(OutputStream out) throws IOException;
}
