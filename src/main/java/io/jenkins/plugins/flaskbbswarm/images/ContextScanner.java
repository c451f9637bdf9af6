package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.IgnoreRules.Match;
import io.jenkins.plugins.flaskbbswarm.stack.FileNames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists what a context sends: sorted, without what is ignored, without sockets, pipes and devices. */
final class ContextScanner {
    private final IgnoreRules rules;
    private final String dockerfile;
    private final Predicate<Path> hidden;
    private final List<ContextEntry> entries = new ArrayList<>();

    private ContextScanner(IgnoreRules rules, String dockerfile, Predicate<Path> hidden) {
        this.rules = rules;
        this.dockerfile = dockerfile;
        this.hidden = hidden;
    }

    /**
     * Walks a context.
     *
     * @param dockerfile is listed whatever the rules say, since the builder cannot do without it
     * @param hidden is not listed whatever the rules say
     */
    static List<ContextEntry> entries(Path root, IgnoreRules rules, String dockerfile, Predicate<Path> hidden)
            throws IOException {
        ContextScanner walk = new ContextScanner(rules, dockerfile, hidden);
        for (Path child : children(root)) {
            String name = FileNames.text(child.getFileName());
            walk.visit(name, child, rules.match(name));
        }
        return walk.entries;
    }

    private void visit(String path, Path file, Match match) throws IOException {
        if (hidden.test(file)) {
            return;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            visitDirectory(path, file, match);
        } else if (!match.ignored() || path.equals(dockerfile)) {
            kindOf(attributes).ifPresent(kind -> entries.add(new ContextEntry(path, file, kind)));
        }
    }

    /** An ignored directory is sent only as the way to something below it that is not. */
    private void visitDirectory(String path, Path directory, Match match) throws IOException {
        if (match.ignored() && !rules.mayKeepBelow(path) && !dockerfile.startsWith(path + "/")) {
            return;
        }
        int own = entries.size();
        entries.add(new ContextEntry(path, directory, ContextEntry.Kind.DIRECTORY));
        for (Path child : children(directory)) {
            String childPath = path + "/" + FileNames.text(child.getFileName());
            visit(childPath, child, rules.match(childPath, match));
        }
        if (match.ignored() && entries.size() == own + 1) {
            entries.remove(own);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    private static Optional<ContextEntry.Kind> kindOf(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Optional.of(ContextEntry.Kind.SYMBOLIC_LINK);
        }
        return attributes.isRegularFile() ? Optional.of(ContextEntry.Kind.FILE) : Optional.empty();
    }
}
