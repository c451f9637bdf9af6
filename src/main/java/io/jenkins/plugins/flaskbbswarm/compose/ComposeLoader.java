package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Loads Compose files as {@code docker stack deploy} of docker CLI 28 does, but tells all problems at once and where they are. */
public final class ComposeLoader {
    private final List<ComposeSource> sources;
    private final Mode mode;
    private final Problems problems = new Problems();
    private final Reading reading;

    private ComposeLoader(List<ComposeSource> sources, Variables variables, Mode mode, FileReader files) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no Compose file is given: name one with -c");
        }
        this.sources = sources;
        this.mode = mode;
        ComposeSource first = sources.get(0);
        Places places = new Places(new Location(first.name(), 1, 1));
        this.reading = new Reading(
                FormatVersion.LATEST, variables, first.directory(), files, problems, places, new PortLimit());
    }

    /**
     * Loads and merges the files, and reads the contents of the secrets, configs and env files that they name.
     *
     * @param sources at least one; later ones win
     * @param variables what may be interpolated, and what fills bare {@code environment} names
     * @throws ComposeException if the files are refused; nothing is half loaded
     */
    public static LoadedStack load(List<ComposeSource> sources, Variables variables, Mode mode, FileReader files) {
        return new ComposeLoader(sources, variables, mode, files).load(true);
    }

    /** Like {@link #load}, without reading the contents of secrets and configs, whose files need not exist. */
    public static LoadedStack loadWithoutContents(
            List<ComposeSource> sources, Variables variables, Mode mode, FileReader files) {
        return new ComposeLoader(sources, variables, mode, files).load(false);
    }

    private LoadedStack load(boolean withContents) {
        List<Stack> stacks =
                sources.stream().flatMap(source -> read(source).stream()).toList();
        if (stacks.size() < sources.size()) {
            throw refusal();
        }
        Stack stack = new TmpfsField(reading).withoutCovered(merge(stacks));
        new StackCheck(stack, reading).check();
        Lints.run(stack, reading);
        Stack whole = withContents ? new Contents(reading).read(stack) : stack;
        boolean refused =
                problems.hasErrors() || mode == Mode.STRICT && !problems.all().isEmpty();
        if (refused) {
            throw refusal();
        }
        return new LoadedStack(whole, inOrder(), NewerFieldPlaces.of(whole, reading.places()), mode);
    }

    private Optional<Stack> read(ComposeSource source) {
        return content(source)
                .flatMap(content -> YamlReader.readMap(source.name(), content, problems))
                .map(this::read);
    }

    private Stack read(YamlMap file) {
        return new StackReader(new Interpolation(reading).interpolate(file), reading).read();
    }

    private Optional<byte[]> content(ComposeSource source) {
        if (source.content().isPresent()) {
            return source.content();
        }
        Location start = new Location(source.name(), 1, 1);
        try {
            return Optional.of(reading.files().read(source.path(), YamlReader.MAX_BYTES));
        } catch (NoSuchFileException e) {
            problems.error(start, "", "there is no such file", "check the path");
        } catch (IOException e) {
            problems.error(start, "", "the file cannot be read: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private Stack merge(List<Stack> stacks) {
        Stack merged = stacks.get(0);
        MergeSurprises surprises = new MergeSurprises(reading);
        for (Stack over : stacks.subList(1, stacks.size())) {
            if (!over.version().equals(merged.version())) {
                reading.lenient(
                        reading.places().of("version"),
                        "version",
                        "the files have versions " + merged.version() + " and " + over.version(),
                        "drop 'version' from all files");
            }
            surprises.note(merged, over);
            merged = StackMerge.merge(merged, over);
        }
        return merged;
    }

    private ComposeException refusal() {
        return new ComposeException(inOrder());
    }

    /** By file, then from top to bottom. */
    private List<Problem> inOrder() {
        List<String> files = sources.stream().map(ComposeSource::name).toList();
        List<Problem> ordered =
                new ArrayList<>(problems.all().stream().distinct().toList());
        ordered.sort(Comparator.comparing((Problem problem) -> fileOrder(files, problem))
                .thenComparing(problem -> problem.location().line())
                .thenComparing(problem -> problem.location().column()));
        return ordered;
    }

    private static int fileOrder(List<String> files, Problem problem) {
        int index = files.indexOf(problem.location().file());
        return index < 0 ? files.size() : index;
    }
}
