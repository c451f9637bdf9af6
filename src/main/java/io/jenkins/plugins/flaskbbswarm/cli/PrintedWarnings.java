package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.yaml.ProblemText;

import java.io.PrintWriter;

/** Prints what the authors of stack files should look at, where standard output is for something else. */
final class PrintedWarnings {
    private PrintedWarnings() {}

    static void print(LoadedStack loaded, PrintWriter err) {
        loaded.warnings().forEach(warning -> MarkedLines.print(ProblemText.marked(warning), err));
        err.flush();
    }
}
