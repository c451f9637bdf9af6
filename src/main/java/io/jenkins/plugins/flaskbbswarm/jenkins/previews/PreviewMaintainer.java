package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends previews whose job was deleted, until they are gone, and keeps what is known of the others true. What a swarm
 * holds, and under whose lock it goes, is the business of those who are called.
 */
final class PreviewMaintainer {
    private static final Logger LOGGER = Logger.getLogger(PreviewMaintainer.class.getName());

    /** Nobody will make that machine or credential come back. */
    private static final Duration GIVES_UP = Duration.ofDays(30);

    private final KnownPreviews previews;
    private final PreviewJobs jobs;
    private final Function<KnownPreview, PreviewCaller> callers;
    private final Clock clock;

    PreviewMaintainer(
            KnownPreviews previews, PreviewJobs jobs, Function<KnownPreview, PreviewCaller> callers, Clock clock) {
        this.previews = previews;
        this.jobs = jobs;
        this.callers = callers;
        this.clock = clock;
    }

    /** With this controller's jobs and their credentials. */
    static PreviewMaintainer ofJenkins(PrintStream log) {
        return new PreviewMaintainer(
                KnownPreviews.get(),
                PreviewJobs.ofJenkins(),
                known -> PreviewAgentClient.of(known, log),
                Clock.systemUTC());
    }

    /** Notes that the job of a preview is deleted; from now on each round tries to end it. */
    void close(KnownPreview known) {
        previews.update(known, now -> now.closed(clock.instant()));
    }

    /** Tries to end a closed preview, unless a build has made it again meanwhile. */
    void end(KnownPreview known, PrintStream log) throws InterruptedException {
        Optional<KnownPreview> closed = previews.find(known.key()).filter(KnownPreview::isClosed);
        if (closed.isPresent()) {
            try {
                callers.apply(known).end(known);
                previews.forget(known);
                say(Level.INFO, log, "The preview " + known + " of the deleted job " + known.item() + " is gone.");
            } catch (IOException | RuntimeException e) {
                failed(closed.get(), String.valueOf(e.getMessage()), log);
            }
        }
    }

    private void failed(KnownPreview known, String why, PrintStream log) {
        Instant closed = Instant.parse(known.closedAt());
        if (closed.plus(GIVES_UP).isBefore(clock.instant())) {
            previews.forget(known);
            say(
                    Level.SEVERE,
                    log,
                    "The preview " + known + " could not be removed for " + GIVES_UP.toDays()
                            + " days and is given up: " + why);
        } else {
            previews.update(known, now -> now.failed(why));
            say(
                    Level.WARNING,
                    log,
                    "The preview " + known + " of the deleted job " + known.item() + " could not be removed;"
                            + " the next round tries again: " + why);
        }
    }

    /** Looks after all that is known, once. What fails is told, and does not hold up the rest. */
    void round(PrintStream log) throws InterruptedException {
        Set<String> swept = new HashSet<>();
        for (KnownPreview known : previews.all()) {
            if (jobs.of(known) == PreviewJobs.State.GONE) {
                close(known);
                end(known, log);
            } else if (known.isClosed()) {
                end(known, log);
            } else if (swept.add(swarm(known) + "\n" + known.note().repository())) {
                sweep(known, log);
            }
        }
        check(log);
    }

    private void sweep(KnownPreview known, PrintStream log) throws InterruptedException {
        try {
            callers.apply(known).sweep(known).forEach(log::println);
        } catch (IOException | RuntimeException e) {
            say(
                    Level.WARNING,
                    log,
                    "The previews of " + known.note().repository() + " could not be swept;"
                            + " the next round tries again: " + e.getMessage());
        }
    }

    /** Asks each swarm once; a preview that is not there is forgotten, unless a build may just be making it. */
    void check(PrintStream log) throws InterruptedException {
        Map<String, Optional<Map<String, PreviewStatus>>> swarms = new HashMap<>();
        for (KnownPreview known : previews.all()) {
            boolean builds = jobs.of(known) == PreviewJobs.State.BUILDING;
            String swarm = swarm(known);
            if (!swarms.containsKey(swarm)) {
                swarms.put(swarm, seen(known, log));
            }
            if (swarms.get(swarm).isPresent()) {
                note(
                        known,
                        Optional.ofNullable(
                                swarms.get(swarm).get().get(known.note().stack())),
                        builds);
            }
        }
    }

    private void note(KnownPreview known, Optional<PreviewStatus> seen, boolean builds) {
        if (seen.isPresent()) {
            previews.update(known, now -> now.seen(seen.get()));
        } else if (!builds) {
            previews.forget(known);
        }
    }

    /** Empty if its swarm does not answer. */
    private Optional<Map<String, PreviewStatus>> seen(KnownPreview known, PrintStream log) throws InterruptedException {
        try {
            return Optional.of(callers.apply(known).statuses(known));
        } catch (IOException | RuntimeException e) {
            log.println("The swarm of the preview " + known + " does not answer: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Previews that are asked for in one go. */
    private static String swarm(KnownPreview known) {
        return String.join(
                "\n",
                List.of(known.target(), known.host(), known.node(), known.note().host()));
    }

    private static void say(Level level, PrintStream log, String line) {
        LOGGER.log(level, "{0}", line);
        log.println(line);
    }
}
