package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import java.io.IOException;

/** The channel to the agent was closed while it worked. */
final class AgentLost extends IOException {
    private static final long serialVersionUID = 1L;

    AgentLost(Throwable cause) {
        super(cause);
    }
}
