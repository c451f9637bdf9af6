package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewClosed;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.release.StoredFormatException;
import io.jenkins.plugins.flaskbbswarm.rollout.RemovalInterruptedException;
import io.jenkins.plugins.flaskbbswarm.stack.FileNames;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.nio.file.InvalidPathException;

/** Turns what went wrong into sentences and an exit code. Only our own mistakes have a stack trace. */
final class ExceptionHandler implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof RemovalInterruptedException) {
            command.getErr().println(failure.getMessage());
            return ExitCode.ROLLBACK_FAILED.number();
        }
        if (failure instanceof InterruptedException) {
            command.getErr().println("Interrupted before anything was changed.");
            return ExitCode.FAILED.number();
        }
        if (isKnown(failure)) {
            MarkedLines.print(failure.getMessage(), command.getErr());
            return exitCode(failure);
        }
        if (failure instanceof InvalidPathException path) {
            command.getErr()
                    .println(
                            "'" + path.getInput() + "' is not a valid file name; " + FileNames.remedy(path.getInput()));
            return ExitCode.BAD_INPUT.number();
        }
        command.getErr().println("This is a mistake in flaskbb-swarm; please report it with the lines below.");
        failure.printStackTrace(command.getErr());
        return ExitCode.ROLLBACK_FAILED.number();
    }

    private static boolean isKnown(Exception failure) {
        return isBadInput(failure)
                || failure instanceof ReleaseFailedException
                || failure instanceof PreviewFailedException
                || failure instanceof PreviewClosed
                || failure instanceof EngineException
                || failure instanceof StoredFormatException
                || failure instanceof ImageException;
    }

    private static boolean isBadInput(Exception failure) {
        return failure instanceof InvalidRequestException
                || failure instanceof ComposeException
                || failure instanceof DeployFileException
                || failure instanceof ImageException image && image.kind() == ImageException.Kind.BAD_CONTEXT;
    }

    private static int exitCode(Exception failure) {
        if (isBadInput(failure)) {
            return ExitCode.BAD_INPUT.number();
        }
        if (failure instanceof ReleaseFailedException release
                && release.stack() == ReleaseFailedException.Stack.TAKEN) {
            return ExitCode.LOCK_LOST.number();
        }
        boolean broken = failure instanceof ReleaseFailedException release
                && release.stack() == ReleaseFailedException.Stack.BROKEN;
        return broken ? ExitCode.ROLLBACK_FAILED.number() : ExitCode.FAILED.number();
    }
}
