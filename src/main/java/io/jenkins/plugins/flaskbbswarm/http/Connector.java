package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;

/** Makes connections, not yet connected. */
@FunctionalInterface
public interface Connector {
    Connection connection() throws IOException;
}
