package io.jenkins.plugins.flaskbbswarm.text;

import java.util.concurrent.Callable;

/**
 * A way out in the words of the place where it is read: options on the command line, arguments of steps in a pipeline.
 * A process is one of the two for all its life.
 */
public final class Advice {
    /** The plugin has no commands. The name is absolute: in a jar nothing resolves "..". */
    private static final boolean HAS_COMMANDS =
            Advice.class.getResource("/io/jenkins/plugins/flaskbbswarm/cli/Main.class") != null;

    private static volatile boolean isPipeline = !HAS_COMMANDS;

    private Advice() {}

    /** The one of two sentences, or parts of one, that fits the reader. */
    public static String of(String onCommandLine, String inPipeline) {
        return isPipeline ? inPipeline : onCommandLine;
    }

    /** Does something as if in Jenkins, for tests: those have both. Nothing else may run meanwhile. */
    public static <T> T asInPipeline(Callable<T> work) throws Exception {
        boolean before = isPipeline;
        isPipeline = true;
        try {
            return work.call();
        } finally {
            isPipeline = before;
        }
    }
}
