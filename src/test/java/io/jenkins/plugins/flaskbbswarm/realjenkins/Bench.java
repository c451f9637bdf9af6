package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.cli.Swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of a class share. All of it is taken back when they have run, the last thing first. */
final class Bench implements AutoCloseable {
    private final Path folder;
    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    private Bench(Path folder) {
        this.folder = folder;
        things.push(this::deleteFolder);
    }

    static Bench inAFolderOfItsOwn() throws IOException {
        return new Bench(Files.createTempDirectory("flaskbb-swarm-jenkins"));
    }

    Path folder() {
        return folder;
    }

    /** A Jenkins that is not yet started. */
    RealJenkins jenkins() throws IOException {
        return shared(RealJenkins.in(folder.resolve("home")));
    }

    /** The project's examples. */
    Repository repository() throws IOException, InterruptedException {
        return Repository.of(folder.resolve("repository"));
    }

    /** The laboratory's swarm: what an earlier run left of the tests' own stacks is gone, and what they leave goes, too. */
    Swarm swarmWithout(List<String> stacks) throws InterruptedException {
        Swarm swarm = shared(Swarm.ofTheLab());
        remove(swarm, stacks);
        things.push(() -> remove(swarm, stacks));
        return swarm;
    }

    /** Has something closed at the end. */
    <T extends AutoCloseable> T shared(T thing) {
        things.push(thing);
        return thing;
    }

    /** Whatever fails, the rest is taken back. */
    @Override
    public void close() throws Exception {
        if (!things.isEmpty()) {
            try {
                things.pop().close();
            } finally {
                close();
            }
        }
    }

    private static void remove(Swarm swarm, List<String> stacks) throws InterruptedException {
        for (String stack : stacks) {
            swarm.remove(stack);
        }
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
