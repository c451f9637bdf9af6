package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The trouble that tests ordered. */
final class Faults {
    private static final Pattern SWARM = Pattern.compile("/(services|tasks|nodes|secrets|configs)(/.*)?");

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Optional<Refusal> swarm = Optional.empty();
    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger refusedWrite = new AtomicInteger();
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

    /** From then on nothing is answered. */
    void dieAfterWrites(int count) {
        writesLeft.set(count);
    }

    /** One write is refused, the others are not; counted from 1. */
    void refuseWrite(int number) {
        refusedWrite.set(number);
    }

    /** Whether requests about the swarm are refused for good. */
    boolean isNoManager() {
        return swarm.isPresent() && until == Long.MAX_VALUE;
    }

    void clear() {
        refusedWrite.set(0);
        writesLeft.set(Integer.MAX_VALUE);
        faults.clear();
        swarm = Optional.empty();
    }

    void check(Recorded request) {
        int left = writesLeft.get() == Integer.MAX_VALUE || !request.isWrite()
                ? writesLeft.get()
                : writesLeft.getAndUpdate(count -> Math.max(0, count - 1));
        if (left == 0) {
            throw new Refusal(501, "the client is dead");
        }
        if (request.isWrite() && refusedWrite.getAndUpdate(count -> Math.max(0, count - 1)) == 1) {
            throw Refusal.rpc(400, "InvalidArgument", "no");
        }
        boolean over = until != Long.MAX_VALUE && System.nanoTime() - until >= 0;
        if (!over && SWARM.matcher(request.path()).matches()) {
            swarm.ifPresent(refusal -> {
                throw refusal;
            });
        }
    }
}
