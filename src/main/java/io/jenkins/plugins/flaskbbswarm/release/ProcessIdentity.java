package io.jenkins.plugins.flaskbbswarm.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names a process so that only a process of the same machine, same boot and same container can take it for its
 * neighbour: {@code machine/pid namespace/pid/start}. A neighbour can tell that it is gone, but only where it would see
 * it if it lived: what cannot be seen is not dead.
 */
final class ProcessIdentity {
    private static final Path PROC = Path.of("/proc");

    /** Of a line of {@code /proc/PID/stat}, the fields after the command's name, which begin with the third. */
    private static final int START = 22 - 3;

    private final Path proc;
    private final long pid;

    /** @param proc where the processes are seen, of which one is {@code pid}, this one */
    ProcessIdentity(Path proc, long pid) {
        this.proc = proc;
        this.pid = pid;
    }

    static String identity() {
        return here().name();
    }

    /** Whether that process is certainly gone: it was a neighbour of ours and there is no such process any more. */
    static boolean isGone(String identity) {
        return here().knowsToBeGone(identity);
    }

    private static ProcessIdentity here() {
        return new ProcessIdentity(PROC, ProcessHandle.current().pid());
    }

    String name() {
        return place().orElse("unknown/unknown") + "/" + pid + "/" + start(pid).orElse("unknown");
    }

    boolean knowsToBeGone(String identity) {
        String[] parts = identity.split("/");
        boolean neighbour = parts.length == 4
                && parts[2].matches("\\d{1,18}")
                && place().equals(Optional.of(parts[0] + "/" + parts[1]));
        if (!neighbour || !seesAll()) {
            return false;
        }
        try {
            return !start(line(Long.parseLong(parts[2]))).equals(parts[3]) && !parts[3].equals("unknown");
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false; // it may not be looked at, or ends at this moment
        }
    }

    /** In clock ticks since the boot, by a clock that nobody sets. */
    private Optional<String> start(long process) {
        try {
            return Optional.of(start(line(process)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String line(long process) throws IOException {
        // A command's name may be of any bytes.
        return Files.readString(proc.resolve(process + "/stat"), StandardCharsets.ISO_8859_1);
    }

    private static String start(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > START ? fields[START] : "unknown";
    }

    /** Machine, boot and host name, and the namespaces that numbers of processes and their clocks belong to. */
    private Optional<String> place() {
        try {
            String machine = text("sys/kernel/random/boot_id") + ":" + text("sys/kernel/hostname");
            return Optional.of(machine + "/" + namespace("pid") + time());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(proc.resolve(file)).strip().replace('/', '_');
    }

    private String namespace(String kind) throws IOException {
        return Files.readSymbolicLink(proc.resolve("self/ns/" + kind)).toString();
    }

    /** Kernels before 5.6 have no namespaces of time. */
    private String time() throws IOException {
        return Files.isSymbolicLink(proc.resolve("self/ns/time")) ? "," + namespace("time") : "";
    }

    /** Whether processes of other users are seen too, and their numbers are those of our own namespace. */
    private boolean seesAll() {
        try {
            boolean ours =
                    Files.readSymbolicLink(proc.resolve("self")).toString().equals(Long.toString(pid));
            return ours && start(1).isPresent() && !hidesProcesses();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Of several file systems at one place the last one counts; one that is not listed is not what it seems. */
    private boolean hidesProcesses() throws IOException {
        List<String[]> mounts;
        try (Stream<String> lines = Files.lines(proc.resolve("self/mounts"), StandardCharsets.ISO_8859_1)) {
            mounts = lines.map(line -> line.split(" "))
                    .filter(fields -> fields.length > 3 && fields[1].equals(PROC.toString()))
                    .toList();
        }
        if (mounts.isEmpty() || !mounts.get(mounts.size() - 1)[2].equals("proc")) {
            return true;
        }
        return Stream.of(mounts.get(mounts.size() - 1)[3].split(","))
                .anyMatch(option -> option.startsWith("hidepid=") && !option.matches("hidepid=(0|off)"));
    }
}
