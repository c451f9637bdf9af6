package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at a running command from outside, as another user of the machine or of the swarm could, and remembers it all. */
final class Onlooker {
    private static final long PAUSE_MILLIS = 50;

    private final Swarm swarm;
    private final SortedSet<String> commandLines = new TreeSet<>();
    private final SortedSet<Path> openFiles = new TreeSet<>();
    private final SortedMap<String, String> objects = new TreeMap<>();

    Onlooker(Swarm swarm) {
        this.swarm = swarm;
    }

    void watch(Process process) {
        try {
            while (process.isAlive()) {
                look(process.pid());
                Thread.sleep(PAUSE_MILLIS);
            }
            lookAtTheSwarm();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a command ran", e);
        }
    }

    private void look(long pid) throws InterruptedException {
        remember(pid);
        ProcessHandle.of(pid).ifPresent(parent -> parent.descendants().forEach(child -> remember(child.pid())));
        lookAtTheSwarm();
    }

    private void remember(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try {
            commandLines.add(Files.readString(proc.resolve("cmdline")).replace('\0', ' '));
            try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(proc.resolve("fd"))) {
                for (Path descriptor : descriptors) {
                    openFiles.add(Files.readSymbolicLink(descriptor));
                }
            }
        } catch (IOException e) {
            // It ended between two looks.
        }
    }

    /** Everything in the swarm, the lock of a release included, with the data of configs in clear. */
    private void lookAtTheSwarm() throws InterruptedException {
        swarm.everything().forEach((name, object) -> {
            objects.put(name + " v" + object.at("/Version/Index"), object.toString());
            JsonNode data = object.at("/Spec/Data");
            if (!data.isMissingNode()) {
                objects.put(
                        "data of " + name + " v" + object.at("/Version/Index"),
                        Canaries.unzipped(Base64.getDecoder().decode(data.asText())));
            }
        });
    }

    SortedSet<String> commandLines() {
        return commandLines;
    }

    SortedSet<Path> openFiles() {
        return openFiles;
    }

    /** All versions of all objects that were seen, by kind, name and version. */
    SortedMap<String, String> objects() {
        return objects;
    }
}
