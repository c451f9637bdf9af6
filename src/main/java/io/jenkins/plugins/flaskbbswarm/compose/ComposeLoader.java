package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.compose.check.Lints;
import io.jenkins.plugins.flaskbbswarm.compose.check.NewerFieldPlaces;
import io.jenkins.plugins.flaskbbswarm.compose.check.StackCheck;
import io.jenkins.plugins.flaskbbswarm.compose.check.UnusedLint;
import io.jenkins.plugins.flaskbbswarm.compose.merge.Composition;
import io.jenkins.plugins.flaskbbswarm.compose.merge.EmptyOverrides;
import io.jenkins.plugins.flaskbbswarm.compose.merge.ListsGiven;
import io.jenkins.plugins.flaskbbswarm.compose.merge.MergeWarnings;
import io.jenkins.plugins.flaskbbswarm.compose.merge.StackMerge;
import io.jenkins.plugins.flaskbbswarm.compose.read.Profiles;
import io.jenkins.plugins.flaskbbswarm.compose.read.StackReader;
import io.jenkins.plugins.flaskbbswarm.compose.read.TmpfsField;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeFiles;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileContents;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.compose.source.FormatVersion;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.PortLimit;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.compose.source.SourceMap;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.Severity;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Loads Compose files as {@code docker stack deploy} of docker CLI 28 does, but tells all problems at once and where they are. */
public final class ComposeLoader {
    private final List<ComposeSource> sources;
    private final Profiles profiles;
    private final Mode mode;
    private final Problems problems = new Problems();
    private final Set<String> off = new HashSet<>();
    private final ReadContext reading;

    private ComposeLoader(
            List<ComposeSource> sources, Variables variables, Profiles profiles, Mode mode, FileReader files) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no Compose file is given: name one with " + Advice.of("-c", "files"));
        }
        this.sources = sources;
        this.profiles = profiles;
        this.mode = mode;
        ComposeSource first = sources.get(0);
        SourceMap places = new SourceMap(new Location(first.name(), 1, 1));
        this.reading = new ReadContext(
                mode, FormatVersion.LATEST, variables, first.directory(), files, problems, places, new PortLimit());
    }

    /**
     * Loads and merges the files, and reads the contents of the secrets, configs and env files that they name.
     *
     * @param sources at least one; later ones win
     * @param variables what may be interpolated, and what fills bare {@code environment} names
     * @throws ComposeException if the files are refused; nothing is half loaded
     */
    public static LoadedStack load(List<ComposeSource> sources, Variables variables, Mode mode, FileReader files) {
        return load(sources, variables, Profiles.NONE, mode, files);
    }

    /** Like {@link #load}, with the services of some profiles. */
    public static LoadedStack load(
            List<ComposeSource> sources, Variables variables, Profiles profiles, Mode mode, FileReader files) {
        return new ComposeLoader(sources, variables, profiles, mode, files).load(true);
    }

    /** Like {@link #load}, without reading the contents of secrets and configs, whose files need not exist. */
    public static LoadedStack loadWithoutContents(
            List<ComposeSource> sources, Variables variables, Profiles profiles, Mode mode, FileReader files) {
        return new ComposeLoader(sources, variables, profiles, mode, files).load(false);
    }

    private LoadedStack load(boolean withContents) {
        ComposeFiles files = new ComposeFiles(sources.get(0), reading);
        List<YamlMap> trees = new Composition(files).trees(sources, reading);
        List<Stack> stacks = trees.stream()
                .map(tree -> new StackReader(tree, reading).read())
                .toList();
        if (stacks.size() < sources.size()) {
            throw refusal();
        }
        Stack all = new TmpfsField(reading).withoutCovered(merge(stacks, trees));
        Stack stack = profiles.enabled(all, reading);
        all.services().keySet().stream()
                .filter(name -> !stack.services().containsKey(name))
                .forEach(off::add);
        new StackCheck(stack, reading).check();
        Lints.run(stack, reading);
        UnusedLint.check(all, reading);
        Stack whole = withContents ? new FileContents(reading).read(stack) : stack;
        List<Problem> found = inOrder();
        boolean refused = mode == Mode.STRICT
                ? !found.isEmpty()
                : found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
        if (refused) {
            throw refusal();
        }
        return new LoadedStack(whole, found, NewerFieldPlaces.of(whole, reading.places()), mode);
    }

    private Stack merge(List<Stack> stacks, List<YamlMap> trees) {
        Stack merged = stacks.get(0);
        new EmptyOverrides(reading).note(trees);
        MergeWarnings surprises = new MergeWarnings(reading);
        ListsGiven given = new ListsGiven();
        for (int i = 1; i < stacks.size(); i++) {
            Stack over = stacks.get(i);
            given.add(trees.get(i - 1));
            if (!over.version().equals(merged.version())) {
                reading.lenient(
                        reading.places().of("version"),
                        "version",
                        "the files have versions " + merged.version() + " and " + over.version(),
                        "drop 'version' from all files");
            }
            surprises.note(merged, over, given);
            merged = StackMerge.merge(merged, over, given);
        }
        return merged;
    }

    private ComposeException refusal() {
        List<Problem> found = inOrder();
        return new ComposeException(
                mode == Mode.STRICT ? found.stream().map(Problem::asError).toList() : found);
    }

    /** By file, then from top to bottom. */
    private List<Problem> inOrder() {
        List<String> files = sources.stream().map(ComposeSource::name).toList();
        List<Problem> ordered = new ArrayList<>(
                problems.all().stream().distinct().filter(this::matters).toList());
        ordered.sort(Comparator.comparing((Problem problem) -> fileOrder(files, problem))
                .thenComparing(problem -> problem.location().line())
                .thenComparing(problem -> problem.location().column()));
        return ordered;
    }

    /** A service that is off may be odd, and need files that are not there. */
    private boolean matters(Problem problem) {
        return off.stream()
                .map(name -> "services." + name + ".")
                .filter(problem.path()::startsWith)
                .noneMatch(path ->
                        problem.severity() == Severity.WARNING || problem.path().equals(path + "env_file"));
    }

    private static int fileOrder(List<String> files, Problem problem) {
        int index = files.indexOf(problem.location().file());
        return index < 0 ? files.size() : index;
    }
}
