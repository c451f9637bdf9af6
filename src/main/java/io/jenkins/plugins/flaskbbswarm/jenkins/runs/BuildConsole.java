package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.EventTexts;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Controller;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Running;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.Mask;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Hears what the agent tells: prints it, and keeps it in the build's journal. */
public final class BuildConsole implements Controller {
    private final Optional<PhaseGate> gate;
    private final Mask mask = new Mask();
    private PrintStream log;
    private Optional<BuildJournal> journal = Optional.empty();
    private Running running;
    private boolean interrupted;
    private boolean isSilent;

    /** @param gate that phases pass, if they are shown one by one */
    public BuildConsole(PrintStream log, Optional<PhaseGate> gate) {
        this.log = log;
        this.gate = gate;
    }

    public Mask mask() {
        return mask;
    }

    boolean isGated() {
        return gate.isPresent();
    }

    /** Where lines go from now on. */
    synchronized void printTo(PrintStream other) {
        log = other;
        isSilent = true;
    }

    /** Prints a line if nothing else was printed to this place. */
    synchronized void printIfSilent(String line) {
        if (isSilent) {
            print(line);
        }
    }

    synchronized void print(String line) {
        log.println(mask.blanked(line));
        isSilent = false;
    }

    /** Where events are kept from now on. */
    synchronized void keepIn(BuildJournal kept) {
        journal = Optional.of(kept);
    }

    synchronized Optional<BuildJournal> journal() {
        return journal;
    }

    @Override
    public synchronized void started(Running work) {
        running = work;
        if (interrupted) {
            work.interrupt();
        }
    }

    /** Ends the work, now or as soon as it begins. Said twice, it must not end the way back, too. */
    synchronized void interrupt() {
        boolean first = !interrupted;
        interrupted = true;
        if (first && running != null) {
            running.interrupt();
        }
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public synchronized void tell(ArrayList<Event> events) {
        for (Event event : events) {
            Event shown = EventTexts.changed(event, mask::blanked);
            if (!EventLines.isDetail(shown)) {
                print(EventLines.of(shown));
            }
            journal.ifPresent(kept -> kept.event(Instant.now(), shown));
        }
    }

    @Override
    public void pass(String phase) throws InterruptedException {
        if (gate.isPresent()) {
            gate.get().pass(phase);
        }
    }
}
