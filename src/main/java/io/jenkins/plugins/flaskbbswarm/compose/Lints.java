package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Stack;

/** Warns of what is allowed and yet seldom meant. */
final class Lints {
    private Lints() {}

    static void run(Stack stack, Reading reading) {}
}
