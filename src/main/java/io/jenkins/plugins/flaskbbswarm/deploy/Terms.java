package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.FileReader;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.util.function.UnaryOperator;

/**
 * On which terms a stack is deployed, where not everybody who writes its files is trusted.
 *
 * @param files reads what the files name; refuses what they may not
 * @param finish the last to change what is wanted, or to refuse it, before anything is touched
 */
public record Terms(FileReader files, UnaryOperator<DesiredStack> finish) {
    /** All is as the files say. */
    public static final Terms NONE = new Terms(new DiskFiles(), UnaryOperator.identity());
}
