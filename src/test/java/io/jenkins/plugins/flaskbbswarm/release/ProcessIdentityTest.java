package io.jenkins.plugins.flaskbbswarm.release;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A process is called dead only by one that would see it if it lived; what cannot be seen is not dead. */
class ProcessIdentityTest {
    private static final long OURS = 40;
    private static final long THEIRS = 41;

    @TempDir
    private Path proc;

    private String theirs;

    @BeforeEach
    void aMachineWithTwoProcesses() throws IOException {
        write("sys/kernel/random/boot_id", "b00t\n");
        write("sys/kernel/hostname", "host\n");
        write("self/mounts", "sysfs /sys sysfs rw 0 0\nproc /proc proc rw,relatime 0 0\n");
        link("pid", "pid:[4026531836]");
        link("time", "time:[4026531834]");
        process(1, 3);
        process(OURS, 500);
        process(THEIRS, 600);
        theirs = new ProcessIdentity(proc, THEIRS).name();
    }

    /** What happens to the other process, or to how we see it, and whether we may call it dead then. */
    enum Then {
        NOTHING(false, test -> {}),
        IT_ENDS(true, test -> test.end(THEIRS)),
        ITS_NUMBER_IS_USED_AGAIN(true, test -> test.process(THEIRS, 900)),
        IT_BECOMES_A_ZOMBIE(
                false, test -> test.write(THEIRS + "/stat", line(THEIRS, 600).replace(") S ", ") Z "))),
        PROCESSES_OF_OTHERS_ARE_HIDDEN(false, test -> test.end(THEIRS), "proc /proc proc rw,nosuid,hidepid=2 0 0\n"),
        THEY_ARE_INVISIBLE(false, test -> test.end(THEIRS), "proc /proc proc rw,hidepid=invisible 0 0\n"),
        A_LATER_MOUNT_HIDES_THEM(
                false,
                test -> test.end(THEIRS),
                "proc /proc proc rw,relatime 0 0\nproc /proc proc rw,hidepid=ptraceable 0 0\n"),
        THEY_ARE_EXPRESSLY_SHOWN(true, test -> test.end(THEIRS), "proc /proc proc rw,hidepid=0 0 0\n"),
        SOMETHING_ELSE_IS_MOUNTED(false, test -> test.end(THEIRS), "lxcfs /proc fuse rw 0 0\n"),
        NOT_EVEN_THE_FIRST_PROCESS_IS_SEEN(false, test -> {
            test.end(THEIRS);
            test.end(1);
        }),
        THE_NUMBERS_ARE_THOSE_OF_ANOTHER_NAMESPACE(false, test -> {
            test.end(THEIRS);
            Files.move(test.proc.resolve(Long.toString(OURS)), test.proc.resolve("7040"));
            Files.delete(test.proc.resolve("self"));
            Files.createSymbolicLink(test.proc.resolve("self"), Path.of("7040"));
        }),
        ANOTHER_BOOT(false, test -> {
            test.end(THEIRS);
            test.write("sys/kernel/random/boot_id", "0ther\n");
        }),
        ANOTHER_HOST_OF_THE_SAME_SNAPSHOT(false, test -> {
            test.end(THEIRS);
            test.write("sys/kernel/hostname", "clone\n");
        }),
        ANOTHER_CONTAINER(false, test -> {
            test.end(THEIRS);
            test.link("pid", "pid:[1]");
        }),
        ANOTHER_CLOCK(false, test -> {
            test.end(THEIRS);
            test.link("time", "time:[1]");
        });

        private interface Deed {
            void on(ProcessIdentityTest test) throws IOException;
        }

        private final boolean gone;
        private final Deed deed;

        Then(boolean gone, Deed deed) {
            this.gone = gone;
            this.deed = deed;
        }

        Then(boolean gone, Deed deed, String mounts) {
            this(gone, test -> {
                deed.on(test);
                test.write("self/mounts", mounts);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Then.class)
    void isGone(Then then) throws IOException {
        then.deed.on(this);
        assertThat(new ProcessIdentity(proc, OURS).knowsToBeGone(theirs)).isEqualTo(then.gone);
    }

    @Test
    void theRealOneLivesAndIsNotItsForerunner() {
        String[] self = ProcessIdentity.identity().split("/");
        assertThat(self).hasSize(4).doesNotContain("unknown");
        assertThat(ProcessIdentity.isGone(ProcessIdentity.identity())).isFalse();
        assertThat(ProcessIdentity.isGone("")).isFalse();
    }

    private void process(long pid, long start) throws IOException {
        write(pid + "/stat", line(pid, start));
    }

    /** A command's name may look like the fields after it. */
    private static String line(long pid, long start) {
        return pid + " (ja) S va) S 1 1 1 0 -1 4194304 99 0 0 0 0 0 0 0 20 0 1 0 " + start + " 313 381";
    }

    private void end(long pid) throws IOException {
        Files.delete(proc.resolve(pid + "/stat"));
    }

    private void link(String kind, String target) throws IOException {
        Path link = proc.resolve(OURS + "/ns/" + kind);
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
        Path self = proc.resolve("self");
        if (!Files.isSymbolicLink(self)) {
            Files.createSymbolicLink(self, Path.of(Long.toString(OURS)));
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        if (file.startsWith("self/") && !Files.isSymbolicLink(proc.resolve("self"))) {
            Files.createDirectories(proc.resolve(Long.toString(OURS)));
            Files.createSymbolicLink(proc.resolve("self"), Path.of(Long.toString(OURS)));
        }
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
