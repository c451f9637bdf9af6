package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;

import java.util.List;

/**
 * A stack that was accepted.
 *
 * @param stack what the files say
 * @param warnings what their author should look at, in the order of the files
 */
public record LoadedStack(Stack stack, List<Problem> warnings) {
    public LoadedStack {
        warnings = List.copyOf(warnings);
    }
}
