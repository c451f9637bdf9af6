package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** The run of a step in this process; when the controller is restarted, another one takes its place. */
final class LiveRun {
    private final BuildConsole console;
    private final PrintStream log;
    private final Optional<PhaseGate> gate;
    private final CompletableFuture<Map<String, Object>> outcome = new CompletableFuture<>();

    private LiveRun(PrintStream log, Optional<PhaseGate> gate) {
        this.log = log;
        this.gate = gate;
        this.console = new BuildConsole(log, gate);
    }

    static LiveRun begin(StepWork step, StepContext context, Optional<PhaseGate> gate)
            throws IOException, InterruptedException {
        LiveRun run = new LiveRun(context.get(TaskListener.class).getLogger(), gate);
        Threads.run(() -> run.work(new RetriedRun(step, context, run.console)));
        return run;
    }

    /** After a restart of the controller. */
    static LiveRun beginAgain(StepWork step, StepContext context, Optional<PhaseGate> gate)
            throws IOException, InterruptedException {
        context.get(TaskListener.class)
                .getLogger()
                .println("Jenkins was restarted: this begins again from the start, and finds done what is done.");
        return begin(step, context, gate);
    }

    private void work(RetriedRun retried) {
        try {
            outcome.complete(retried.run());
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        } finally {
            gate.ifPresent(PhaseGate::over);
        }
    }

    /** Shows a phase: lets the release on to its end, and prints what happens meanwhile to {@code place}. */
    void show(String phase, PrintStream place) throws Throwable {
        console.printTo(place);
        try {
            gate.orElseThrow().open(phase);
            gate.orElseThrow().awaitEnd(phase);
            console.printIfSilent("    nothing to do");
        } finally {
            console.printTo(log);
        }
        if (outcome.isCompletedExceptionally()) {
            result();
        }
    }

    /** Ends it as soon as it can; the outcome says what became of it. */
    void interrupt() {
        console.interrupt();
    }

    void openAll() {
        gate.ifPresent(PhaseGate::openAll);
    }

    /** Waits for the end, and returns the result or throws why there is none. */
    Map<String, Object> result() throws Throwable {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Waits for the end and tells the script, which gets the {@code reason} if the run was stopped. */
    void report(StepContext context, Supplier<Optional<Throwable>> reason) {
        try {
            Map<String, Object> result = result();
            reason.get().ifPresentOrElse(context::onFailure, () -> context.onSuccess(result));
        } catch (Throwable failure) {
            reason.get().ifPresent(stopped -> console.print(String.valueOf(failure.getMessage())));
            context.onFailure(reason.get().orElse(failure));
        }
    }
}
