package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeException;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException;
import io.jenkins.plugins.flaskbbswarm.deploy.Refused;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailed;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewClosed;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.StoredFormatException;
import io.jenkins.plugins.flaskbbswarm.stack.FileNames;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.nio.file.InvalidPathException;

/** Turns what went wrong into sentences and an exit code. Only our own mistakes have a stack trace. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            command.getErr().println("Interrupted before anything was changed.");
            return ExitCode.FAILED;
        }
        if (isKnown(failure)) {
            MarkedLines.print(failure.getMessage(), command.getErr());
            return exitCode(failure);
        }
        if (failure instanceof InvalidPathException path) {
            command.getErr()
                    .println(
                            "'" + path.getInput() + "' is not a valid file name; " + FileNames.remedy(path.getInput()));
            return ExitCode.BAD_INPUT;
        }
        command.getErr().println("This is a mistake in flaskbb-swarm; please report it with the lines below.");
        failure.printStackTrace(command.getErr());
        return ExitCode.NEEDS_A_PERSON;
    }

    private static boolean isKnown(Exception failure) {
        return isBadInput(failure)
                || failure instanceof ReleaseFailed
                || failure instanceof PreviewFailed
                || failure instanceof PreviewClosed
                || failure instanceof EngineException
                || failure instanceof StoredFormatException
                || failure instanceof ImageException;
    }

    private static boolean isBadInput(Exception failure) {
        return failure instanceof Refused
                || failure instanceof ComposeException
                || failure instanceof DeployFileException
                || failure instanceof ImageException image && image.kind() == ImageException.Kind.BAD_CONTEXT;
    }

    private static int exitCode(Exception failure) {
        if (isBadInput(failure)) {
            return ExitCode.BAD_INPUT;
        }
        if (failure instanceof ReleaseFailed release && release.stack() == ReleaseFailed.Stack.TAKEN) {
            return ExitCode.LOCK_LOST;
        }
        boolean broken = failure instanceof ReleaseFailed release && release.stack() == ReleaseFailed.Stack.BROKEN;
        return broken ? ExitCode.NEEDS_A_PERSON : ExitCode.FAILED;
    }
}
