package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** One random life of three pull requests, beside a model of what must be there. */
final class PreviewSequence {
    private static final int STEPS = 7;
    private static final int PULL_REQUESTS = 3;
    private static final int MOST_WRITES = 22;
    private static final Duration TTL = Duration.ofHours(1);

    /** Without a secret that is generated: each costs a fifth of a second. */
    private static final String STACK = PreviewBench.STACK
            .replace("secrets: [connection, key]", "secrets: [connection]")
            .replace(", key: {external: true}", "")
            .replace("entrypoint:", "stop_grace_period: 1s\n    entrypoint:");

    private final Victim victim;
    private final PreviewBench bench;
    private final Random random;
    private final List<String> story = new ArrayList<>();
    private final Set<Integer> open = new TreeSet<>();

    /** The previews that must be there, and until when. */
    private final Map<Integer, Instant> wanted = new TreeMap<>();

    /** Who is killed: {@code dies} after a number of writes, and is {@code well} again when another takes its place. */
    record Victim(IntConsumer dies, Runnable well) {}

    PreviewSequence(Victim victim, PreviewBench bench, Random random) {
        this.victim = victim;
        this.bench = bench;
        this.random = random;
    }

    /** Empty if the swarm was as the model says after each sweep, else what happened. */
    String run() throws Exception {
        bench.stack(STACK).withoutGeneratedSecret();
        for (int step = 0; step < STEPS; step++) {
            int pullRequest = 1 + random.nextInt(PULL_REQUESTS);
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> push(pullRequest);
                case 3 -> closeDuringPush(pullRequest);
                case 4 -> close(pullRequest, random.nextBoolean());
                case 5 -> later();
                default -> sweep();
            }
        }
        sweep();
        String problem = problem();
        return problem.isEmpty() ? "" : String.join("\n", story) + "\n" + problem;
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Runs a step, which may be killed at a write; returns whether it came to its end. */
    private boolean perhapsKilled(String what, Step step) throws Exception {
        boolean killed = random.nextInt(3) == 0;
        int writes = random.nextInt(MOST_WRITES);
        if (killed) {
            victim.dies().accept(writes);
        }
        String end = "done";
        try {
            step.run();
        } catch (Exception e) {
            end = e.toString();
        }
        victim.well().run();
        if (killed) {
            // Who says "done" may be dead as well: the very last write, which gives the lock back, is not waited for.
            bench.buryTheDead();
        }
        story.add(what + (killed ? ", killed after " + writes + " writes" : "") + ": " + end);
        return end.equals("done");
    }

    private void push(int pullRequest) throws Exception {
        open.add(pullRequest);
        if (perhapsKilled("push " + pullRequest, () -> bench.up(pullRequest))) {
            wanted.put(pullRequest, bench.now().plus(TTL));
        } else {
            // A push that dies may have renewed the lease or not, and a preview may be whole before its push is over.
            bench.previews().stream()
                    .filter(preview -> preview.pullRequest() == pullRequest)
                    .filter(preview -> preview.state() == Preview.State.READY && !preview.hasExpired(bench.now()))
                    .forEach(preview -> wanted.put(pullRequest, preview.expires()));
        }
    }

    /** The close comes with some event of the push, and wins whichever of the two ends first. */
    private void closeDuringPush(int pullRequest) throws Exception {
        open.add(pullRequest);
        int when = random.nextInt(12);
        Thread closing = new Thread(() -> {
            try {
                bench.down(pullRequest);
            } catch (Exception e) {
                story.add("close " + pullRequest + " failed: " + e);
            }
        });
        bench.listen(new EventSink() {
            private int count;

            @Override
            public synchronized void emit(Event event) {
                if (count++ == when) {
                    closing.start();
                }
            }
        });
        try {
            bench.up(pullRequest);
            story.add("push " + pullRequest + ", closed at event " + when + ": done");
        } catch (PreviewClosed e) {
            story.add("push " + pullRequest + ", closed at event " + when + ": closed");
        }
        bench.listen(EventSink.silent());
        if (closing.getState() == Thread.State.NEW) {
            closing.start();
        }
        closing.join();
        open.remove(pullRequest);
        wanted.remove(pullRequest);
    }

    /** The news of it may get lost. */
    private void close(int pullRequest, boolean told) throws Exception {
        open.remove(pullRequest);
        wanted.remove(pullRequest);
        if (told) {
            perhapsKilled("close " + pullRequest, () -> bench.down(pullRequest));
        } else {
            story.add("close " + pullRequest + ", unheard");
        }
    }

    private void later() {
        bench.later(Duration.ofMinutes(25));
        story.add("25 minutes later");
        wanted.values().removeIf(end -> !bench.now().isBefore(end));
    }

    private void sweep() throws Exception {
        perhapsKilled("sweep, open are " + open, () -> bench.sweep(Optional.of(open)));
        bench.sweep(Optional.of(open));
    }

    /** What differs from the model after a sweep. */
    private String problem() throws InterruptedException {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (int pullRequest : wanted.keySet()) {
            String stack = "pr-" + pullRequest;
            expect(expected, "services", stack + "_app");
            expect(expected, "networks", stack + "_default");
            expect(expected, "secrets", stack + "_connection");
            expect(expected, "configs", stack + "_site");
            expect(expected, "configs", stack + "_preview");
        }
        Map<String, Set<String>> objects = bench.objects();
        Optional.ofNullable(objects.get("configs"))
                .ifPresent(names -> names.removeIf(name -> name.matches("pr-\\d_(release-\\d+|lock)")
                        && wanted.containsKey(Integer.valueOf(name.substring(3, 4)))));
        int databases = bench.databases().names().size();
        return objects.equals(expected) && databases == wanted.size()
                ? ""
                : "there are " + objects + " and " + databases + " databases instead of " + expected;
    }

    private static void expect(Map<String, Set<String>> expected, String kind, String name) {
        expected.computeIfAbsent(kind, unused -> new TreeSet<>()).add(name);
    }
}
