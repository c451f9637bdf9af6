package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The trouble that tests ordered. */
final class Faults {
    private static final Pattern SWARM = Pattern.compile("/(services|tasks|nodes|secrets|configs)(/.*)?");

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Optional<Refusal> swarm = Optional.empty();
    private volatile long until = Long.MAX_VALUE;

    void add(Fault fault) {
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    Optional<Fault> of(Recorded request) {
        return faults.stream().filter(fault -> fault.takes(request)).findFirst();
    }

    /** All requests about the swarm are refused for a while. */
    void refuse(Refusal refusal, Optional<Duration> time) {
        until = time.map(length -> System.nanoTime() + length.toNanos()).orElse(Long.MAX_VALUE);
        swarm = Optional.of(refusal);
    }

    void clear() {
        faults.clear();
        swarm = Optional.empty();
    }

    void check(Recorded request) {
        boolean over = until != Long.MAX_VALUE && System.nanoTime() - until >= 0;
        if (!over && SWARM.matcher(request.path()).matches()) {
            swarm.ifPresent(refusal -> {
                throw refusal;
            });
        }
    }
}
