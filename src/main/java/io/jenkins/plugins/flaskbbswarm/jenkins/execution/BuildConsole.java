package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.ControllerCallback;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.RemoteHandle;
import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Hears what the agent tells: prints it, and keeps it in the build's journal and the step's state. */
public final class BuildConsole implements ControllerCallback {
    private static final String TOO_SHORT =
            "    warning: secrets: one of fewer than 4 characters is not masked in what is"
                    + " printed; choose a longer one";

    private static final int LONGEST_STATUS = 200;

    private final Optional<StagedGate> gate;
    private final RunStateFile state;
    private final BuildLog log;
    private final SecretMasker mask = new SecretMasker(() -> print(TOO_SHORT));
    private Optional<BuildJournal> journal = Optional.empty();
    private RemoteHandle running;
    private boolean interrupted;
    private boolean isRecovering;
    private boolean isSilent;
    private String phase = "";
    private String latest = "";

    /** For work that belongs to no build. */
    public BuildConsole(PrintStream log) {
        this(BuildLog.ofNoBuild(log), Optional.empty(), RunStateFile.inMemory());
    }

    /** @param gate that phases pass, if they are shown one by one */
    BuildConsole(BuildLog log, Optional<StagedGate> gate, RunStateFile state) {
        this.log = log;
        this.gate = gate;
        this.state = state;
    }

    public SecretMasker mask() {
        return mask;
    }

    boolean isGated() {
        return gate.isPresent();
    }

    /** Where lines go from now on. */
    synchronized void printTo(PrintStream other) {
        log.printTo(other);
        isSilent = true;
    }

    /** Prints a line if nothing else was printed to this place. */
    synchronized void printIfNothingPrinted(String line) {
        if (isSilent) {
            print(line);
        }
    }

    synchronized void print(String line) {
        log.println(Printable.text(mask.blanked(line)));
        isSilent = false;
    }

    /** Where events are kept from now on. What was kept so far is that of an attempt that was interrupted. */
    synchronized void keepIn(BuildJournal kept) {
        journal.ifPresent(BuildJournal::interrupted);
        journal = Optional.of(kept);
        state.update(now -> now.keptIn(kept.name()));
    }

    /** The work failed; the journal has an end from the agent, unless that could not tell. */
    synchronized void failed(String message) {
        journal.ifPresent(kept -> kept.failed(mask.blanked(message)));
    }

    RunStateFile state() {
        return state;
    }

    synchronized Optional<BuildJournal> journal() {
        return journal;
    }

    @Override
    public synchronized void started(RemoteHandle work) {
        running = work;
        if (interrupted && !isRecovering) {
            work.interrupt(reason());
        }
    }

    private StopReason reason() {
        return state.get().progress().stop();
    }

    /** All that is left to do is to end what an earlier attempt left, which no interrupt ends. */
    synchronized void recovers() {
        interrupted = true;
        isRecovering = true;
    }

    synchronized boolean isRecovering() {
        return isRecovering;
    }

    /**
     * Ends the work, now or as soon as it begins, for the reason in the state. Said twice, it must not end the rollback,
     * too; nor does it if that is all that is left to do.
     */
    synchronized void interrupt() {
        boolean first = !interrupted;
        interrupted = true;
        if (first && running != null) {
            running.interrupt(reason());
        }
    }

    /** Whether somebody stopped it, rather than something in its block failed. */
    boolean isAborted() {
        return reason().kind() == StopReason.Kind.ABORT;
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public synchronized void report(ArrayList<Event> events) {
        for (Event event : events) {
            Event shown = event.changed(text -> Sensitive.text(mask.blanked(text)));
            if (!EventLines.isDetail(shown)) {
                print(EventLines.of(shown));
            }
            journal.ifPresent(kept -> kept.event(Instant.now(), shown));
            remember(shown);
        }
    }

    private void remember(Event shown) {
        if (shown instanceof Event.PhaseStarted started) {
            phase = started.phase();
            latest = "";
        } else if (!(shown instanceof Event.Output)) {
            latest = shown.sentence();
        }
    }

    /** What it is doing, for lists of steps and thread dumps: the phase, and what happened last in it. */
    synchronized String status() {
        String doing = phase.isEmpty() ? "begins" : phase + (latest.isEmpty() ? "" : ": " + latest);
        String line = Printable.line(interrupted ? "is being stopped; " + doing : doing);
        return line.length() <= LONGEST_STATUS ? line : line.substring(0, LONGEST_STATUS) + "…";
    }

    @Override
    public void save(ReleaseProgress progress) {
        state.update(now -> now.with(progress.reworded(mask::blanked)));
    }

    @Override
    public void pass(Phase phase) throws InterruptedException {
        if (gate.isPresent()) {
            gate.get().pass(phase);
        }
    }
}
