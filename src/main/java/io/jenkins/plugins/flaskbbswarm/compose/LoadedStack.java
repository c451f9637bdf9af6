package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.stack.EngineField;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;

import java.util.List;
import java.util.Map;

/**
 * A stack that was accepted.
 *
 * @param stack what the files say
 * @param warnings what their author should look at, in the order of the files
 * @param places of the fields that not every engine knows, as {@code file:line:column}, by service and field
 * @param mode how it was loaded: a strict one also refuses what the engine at hand does not know
 */
public record LoadedStack(
        Stack stack, List<Problem> warnings, Map<String, Map<EngineField, String>> places, Mode mode) {
    public LoadedStack {
        warnings = List.copyOf(warnings);
        places = Map.copyOf(places);
    }
}
