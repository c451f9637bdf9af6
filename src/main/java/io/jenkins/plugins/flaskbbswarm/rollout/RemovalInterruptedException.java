package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Collection;

/** The removal of a stack was interrupted when a part of it was gone already. */
public final class RemovalInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    RemovalInterruptedException(Namespace stack, Collection<String> gone) {
        super("The removal of " + stack + " was interrupted. Gone are: " + String.join(", ", gone)
                + ". Remove the stack again to complete it.");
    }
}
