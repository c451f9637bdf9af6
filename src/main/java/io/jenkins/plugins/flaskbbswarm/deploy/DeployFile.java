package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.DeclaredVariables;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code deploy.yml}: all that is wrong with it is said at once, each with its place. */
public final class DeployFile {
    private DeployFile() {}

    /**
     * Reads a file.
     *
     * @param settings fields set from outside, as {@code path.to.field=value}; they win
     * @param environment where {@code variables: {NAME: {env: OTHER}}} looks, and nothing else does
     * @throws DeployFileException if the file is refused
     */
    public static DeployConfig read(Path file, List<String> settings, Map<String, String> environment) {
        Problems problems = new Problems();
        Optional<YamlMap> map = YamlReader.readMap(file.toString(), bytes(file), problems);
        return config(file.toAbsolutePath().normalize().getParent(), map, settings, environment, problems);
    }

    /**
     * What {@code settings} alone say, without a file.
     *
     * @param directory where relative paths begin
     * @throws DeployFileException if they are refused
     */
    public static DeployConfig of(Path directory, List<String> settings, Map<String, String> environment) {
        YamlMap nothing = new YamlMap(new Location("deploy.yml", 1, 1), Map.of());
        return config(
                directory.toAbsolutePath().normalize(), Optional.of(nothing), settings, environment, new Problems());
    }

    private static DeployConfig config(
            Path directory,
            Optional<YamlMap> file,
            List<String> settings,
            Map<String, String> environment,
            Problems problems) {
        Optional<DeployConfig> config = file.map(read -> Overrides.apply(read, settings, problems))
                .map(Unspoken::blanked)
                .flatMap(read -> config(directory, read, environment, problems));
        if (config.isEmpty() || !problems.all().isEmpty()) {
            throw new DeployFileException(firstOfEachPlace(problems.all()));
        }
        return config.get();
    }

    /**
     * From top to bottom; of one place only the first problem, since a value that could not be made sense of is often
     * noted again by those who read it next.
     */
    private static List<Problem> firstOfEachPlace(List<Problem> problems) {
        Map<String, Problem> first = new LinkedHashMap<>();
        problems.forEach(problem -> first.putIfAbsent(problem.location() + " " + problem.path(), problem));
        return first.values().stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.location().file())
                        .thenComparing(problem -> problem.location().line())
                        .thenComparing(problem -> problem.location().column()))
                .toList();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String cause = Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist";
            throw new DeployFileException(file + " " + cause + "; name your file with -f");
        }
    }

    private static Optional<DeployConfig> config(
            Path directory, YamlMap file, Map<String, String> environment, Problems problems) {
        Map<String, String> variables = variables(file, environment, problems);
        YamlMap interpolated = DeclaredVariables.interpolate(without(file, "variables"), variables, problems);
        Fields fields = new Fields(interpolated, "", problems);
        DeployFields reader = new DeployFields(fields, directory, problems);
        Optional<DeployConfig> config = reader.read(variables);
        fields.refuseOthers();
        return problems.hasErrors() ? Optional.empty() : config;
    }

    /** The declared variables; {@code REGISTRY} is the registry's address unless it is declared itself. */
    private static Map<String, String> variables(YamlMap file, Map<String, String> environment, Problems problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        new Fields(file, "", problems)
                .fields("variables")
                .ifPresent(declared -> new VariableFields(declared, environment).read(variables));
        registryAddress(file, variables).ifPresent(address -> variables.putIfAbsent("REGISTRY", address));
        return variables;
    }

    /** What is wrong with it is noted when all fields are read. */
    private static Optional<String> registryAddress(YamlMap file, Map<String, String> variables) {
        Problems notedLater = new Problems();
        return new Fields(DeclaredVariables.interpolate(file, variables, notedLater), "", notedLater)
                .fields("registry")
                .flatMap(registry -> registry.text("address"));
    }

    private static YamlMap without(YamlMap map, String key) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.remove(key);
        Location location = map.location();
        return new YamlMap(location, entries);
    }
}
