package io.jenkins.plugins.flaskbbswarm.spec;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

/** Says what docker CLI 28 {@code docker stack deploy} would send for a stack. */
public final class StackConverter {
    private StackConverter() {}

    /** Converts a stack; never fails for a stack that the loader accepted. */
    public static DesiredStack convert(Namespace namespace, Stack stack) {
        throw new UnsupportedOperationException("not yet");
    }
}
