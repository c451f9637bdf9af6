package io.jenkins.plugins.flaskbbswarm.realjenkins;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A git repository of the project's examples, fitted to the laboratory: its addresses, its one node, its images. */
final class Repository {
    private final Path folder;

    private Repository(Path folder) {
        this.folder = folder;
    }

    static Repository of(Path folder) throws IOException, InterruptedException {
        Repository repository = new Repository(folder);
        for (String part : List.of("examples", "resources", "src/lab/flaskbb")) {
            copy(Path.of(part), folder.resolve(part));
        }
        repository.fitToTheLab();
        repository.git("init", "-q", "-b", "main");
        repository.commit();
        return repository;
    }

    Path folder() {
        return folder;
    }

    /** Replaces a text in a file, which has to have it, and commits. */
    void change(String file, String text, String replacement) throws IOException, InterruptedException {
        edit(file, text, replacement);
        commit();
    }

    void add(String file, String content) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), content);
        commit();
    }

    /** Makes a branch of what is on {@code main} now. */
    void branch(String name) throws IOException, InterruptedException {
        git("branch", name);
    }

    void removeBranch(String name) throws IOException, InterruptedException {
        git("branch", "-q", "-D", name);
    }

    private void fitToTheLab() throws IOException {
        String flaskbb = "examples/flaskbb/deploy.yml";
        edit(flaskbb, "registry.example.org:5000", Lab.variable("LAB_REGISTRY"));
        edit(flaskbb, "HOST: bb.example.org", """
                HOST: %s
                  PLACEMENT: node.role == manager
                  DRAIN_SECONDS: "3"
                """.formatted(Lab.variable("LAB_ADDRESS"))
                .strip());
        edit(flaskbb, "    dockerfile: Dockerfile.app", """
                    dockerfile: Dockerfile.app
                    args: {BASE_IMAGE: "%s"}\
                """.formatted(Lab.variable("LAB_DEBIAN")));
        edit(flaskbb, "    dockerfile: Dockerfile.nginx", """
                    dockerfile: Dockerfile.nginx
                    args: {BASE_IMAGE: "%1$s", PYTHON_IMAGE: "%1$s"}\
                """.formatted(Lab.variable("LAB_DEBIAN")));
        edit(flaskbb, "docker-stack.yml]", "docker-stack.yml, ../../src/lab/flaskbb/lab-stack.yml]");
        for (String example : List.of("any-stack", "scripted", "docker-workflow")) {
            edit("examples/" + example + "/Jenkinsfile", "registry.example.org:5000", Lab.variable("LAB_REGISTRY"));
        }
        edit("examples/docker-workflow/Dockerfile", "busybox:1", Lab.variable("LAB_BUSYBOX"));
    }

    private void edit(String file, String text, String replacement) throws IOException {
        String before = Files.readString(folder.resolve(file));
        if (!before.contains(text)) {
            throw new AssertionError(file + " has no " + text);
        }
        Files.writeString(folder.resolve(file), before.replace(text, replacement));
    }

    private void commit() throws IOException, InterruptedException {
        git("add", "-A");
        git("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "a change");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes());
        if (git.waitFor() != 0) {
            throw new AssertionError(command + " failed: " + said);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.walk(from)) {
            all.filter(Files::isRegularFile).forEach(file -> copyFile(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copyFile(Path file, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
