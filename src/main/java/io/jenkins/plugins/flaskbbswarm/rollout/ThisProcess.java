package io.jenkins.plugins.flaskbbswarm.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a process so that only a process of the same machine, same boot and same container can take it for its
 * neighbour, and then can tell whether it still lives: {@code boot/pid namespace/pid/start}.
 */
final class ThisProcess {
    private ThisProcess() {}

    static String identity() {
        ProcessHandle self = ProcessHandle.current();
        return place() + "/" + self.pid() + "/" + start(self);
    }

    /** Whether that process is certainly gone: it was a neighbour of ours and there is no such process any more. */
    static boolean isGone(String identity) {
        String[] parts = identity.split("/");
        if (parts.length != 4 || !place().equals(parts[0] + "/" + parts[1]) || !parts[2].matches("\\d+")) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[2]));
        return process.filter(ProcessHandle::isAlive)
                .map(ThisProcess::start)
                .filter(parts[3]::equals)
                .isEmpty();
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }

    private static String start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(ThisProcess::millis)
                .map(String::valueOf)
                .orElse("unknown");
    }

    /** Empty parts never match another machine's, since they match nothing that has four parts. */
    private static String place() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String namespace =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return boot + "/" + namespace;
        } catch (IOException | UnsupportedOperationException e) {
            return java.util.UUID.randomUUID() + "/unknown";
        }
    }
}
