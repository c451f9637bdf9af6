package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.model.Result;
import hudson.model.Run;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The run of a step in this process; when the controller is restarted, another one takes its place. */
final class ReleaseRun {
    private final Run<?, ?> build;
    private final BuildConsole console;
    private final PrintStream log;
    private final Optional<StagedGate> gate;
    private final RunStateFile state;
    private final CompletableFuture<Map<String, Object>> outcome = new CompletableFuture<>();
    private Optional<Throwable> stop;

    private ReleaseRun(StepEnvironment environment, Optional<StagedGate> gate, RunStateFile state) {
        this.build = environment.build();
        this.log = environment.log();
        this.gate = gate;
        this.state = state;
        this.console = new BuildConsole(BuildLog.of(environment.build(), log), gate, state);
        this.stop = Optional.of(state.get()).filter(RunState::isStopped).map(Stopping::restored);
    }

    /** @param id under which the step's state is kept with its build */
    static ReleaseRun begin(RemoteStep step, StepContext context, Optional<StagedGate> gate, String id)
            throws IOException, InterruptedException {
        StepEnvironment environment = StepEnvironment.of(context);
        return begin(step, context, environment, gate, RunStateFile.of(environment.folder(), id));
    }

    /** After a restart of the controller. */
    static ReleaseRun beginAgain(RemoteStep step, StepContext context, Optional<StagedGate> gate, String id)
            throws IOException, InterruptedException {
        StepEnvironment environment = StepEnvironment.of(context);
        RunStateFile state = RunStateFile.of(environment.folder(), id);
        RunState earlier = state.get();
        if (!earlier.journal().isEmpty()) {
            BuildJournal.named(environment.folder(), earlier.journal()).interrupted();
        }
        environment.log().println("Jenkins was restarted: " + whatFollows(earlier));
        gate.ifPresent(closed -> openAsBefore(closed, earlier));
        return begin(step, context, environment, gate, state);
    }

    private static ReleaseRun begin(
            RemoteStep step,
            StepContext context,
            StepEnvironment environment,
            Optional<StagedGate> gate,
            RunStateFile state) {
        ReleaseRun run = new ReleaseRun(environment, gate, state);
        Threads.run(() -> run.work(new ReconnectingRun(step, context, environment, run.console)));
        return run;
    }

    private static String whatFollows(RunState earlier) {
        return earlier.progress().mustEnd()
                ? "this had failed or been stopped, and is only rolled back, if that is not done already."
                : "this begins again from the start, and finds done what is done.";
    }

    private static void openAsBefore(StagedGate gate, RunState earlier) {
        if (earlier.isBlockOver()) {
            gate.openAll();
        } else {
            gate.open(earlier.phase());
        }
    }

    private void work(ReconnectingRun retried) {
        try {
            outcome.complete(retried.run());
        } catch (Throwable e) {
            console.failed(String.valueOf(e.getMessage()));
            outcome.completeExceptionally(e);
        } finally {
            gate.ifPresent(StagedGate::over);
        }
    }

    /** Shows a phase: lets the release on to its end, and prints what happens meanwhile to {@code place}. */
    void show(String phase, PrintStream place) throws Throwable {
        console.printTo(place);
        try {
            state.update(now -> now.inPhase(phase));
            gate.orElseThrow().open(phase);
            gate.orElseThrow().awaitEnd(phase);
            if (!outcome.isCompletedExceptionally()) {
                console.printIfNothingPrinted("    nothing to do");
            }
        } finally {
            console.printTo(log);
        }
        if (outcome.isCompletedExceptionally()) {
            result();
        }
    }

    /** Ends it as soon as it can; the outcome says what became of it. That is kept first, so that no restart undoes it. */
    synchronized void stop(Throwable why) {
        if (outcome.isDone()) {
            return;
        }
        if (stop.isEmpty()) {
            stop = Optional.of(why);
            state.update(now -> now.stopped(Stopping.kept(why), Stopping.reason(why)));
        }
        console.interrupt();
    }

    /** Why it was stopped, if it was. */
    synchronized Optional<Throwable> stopped() {
        return stop;
    }

    /** The block of a release ended well: what was not shown of it is done now. */
    void openAll() {
        blockIsOver();
        gate.ifPresent(StagedGate::openAll);
    }

    void blockIsOver() {
        state.update(RunState::afterTheBlock);
    }

    boolean isAfterItsBlock() {
        return state.get().isBlockOver();
    }

    /** What it is doing, in a few words. */
    String status() {
        return console.status();
    }

    /** Waits for the end, and returns the result or throws why there is none. */
    Map<String, Object> result() throws Throwable {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** What a block catches does not end its release; who reads of a bad build has to know that it runs. */
    private void tellOfCaughtErrors() {
        if (gate.isPresent()) {
            Optional.ofNullable(build.getResult())
                    .map(Result::toString)
                    .filter(result -> !result.equals("SUCCESS"))
                    .ifPresent(result -> console.print("The build is " + result
                            + ", but no error left the block of the release: the release stays."));
        }
    }

    /**
     * Waits for the end and tells the script.
     *
     * @param failure of the block around it, which the script gets rather than the run's
     */
    void report(StepContext context, Optional<Throwable> failure) {
        try {
            Map<String, Object> result = result();
            failure.or(this::stopped).ifPresentOrElse(context::onFailure, () -> {
                tellOfCaughtErrors();
                context.onSuccess(result);
            });
        } catch (Throwable own) {
            Throwable reason = failure.or(this::stopped).orElse(own);
            if (reason != own) {
                console.print(String.valueOf(own.getMessage()));
            }
            context.onFailure(reason);
        }
    }
}
