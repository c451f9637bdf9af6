package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.DeclaredVariables;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretRedactor;
import io.jenkins.plugins.flaskbbswarm.yaml.Fields;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.Problems;
import io.jenkins.plugins.flaskbbswarm.yaml.Suggestion;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlReader;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code deploy.yml}: all that is wrong with it is said at once, each with its place. */
public final class DeployFile {
    private static final Pattern MENTION = Pattern.compile("\\$\\{?([_a-zA-Z][_a-zA-Z0-9]*)");

    /** A section with variables of its own, which a deployment does not have. */
    public static final String PREVIEW = "preview";

    private DeployFile() {}

    /**
     * Reads a file.
     *
     * @param settings fields set from outside, as {@code path.to.field=value}; they win
     * @param environment where {@code variables: {NAME: {env: OTHER}}} looks, and nothing else does
     * @throws DeployFileException if the file is refused
     */
    public static DeployConfig read(Path file, List<String> settings, Map<String, String> environment) {
        return read(DeployYaml.read(file), settings, environment);
    }

    /** The same of a text that was read already. */
    public static DeployConfig read(DeployYaml file, List<String> settings, Map<String, String> environment) {
        return read(file, settings, environment, Map.of());
    }

    /**
     * Reads a file for one of several purposes, which differ in their variables.
     *
     * @param given variables that win over those that the file declares
     */
    public static DeployConfig read(
            DeployYaml file, List<String> settings, Map<String, String> environment, Map<String, String> given) {
        Problems problems = new Problems();
        Optional<DeployConfig> config = map(file, settings, problems)
                .map(read -> without(read, PREVIEW))
                .flatMap(read -> config(file.directory(), read, environment, given, problems));
        return accepted(config, problems);
    }

    /**
     * Reads one of the sections that belong to other commands.
     *
     * @param name the section
     * @param given variables that only it may use, and that win over those that the file declares
     * @param reader told the section's fields and the folder where its paths begin; what it does not ask for is refused
     * @throws DeployFileException if the file has no such section, or one that is refused
     */
    public static <T> T section(
            DeployYaml file,
            List<String> settings,
            Map<String, String> environment,
            Map<String, String> given,
            String name,
            BiFunction<Fields, Path, Optional<T>> reader) {
        Problems problems = new Problems();
        Optional<T> read = map(file, settings, problems)
                .flatMap(map -> section(map, environment, given, name, problems))
                .flatMap(fields -> {
                    Optional<T> value = reader.apply(fields, file.directory());
                    fields.refuseOthers();
                    return value;
                });
        return accepted(read, problems);
    }

    /** The names of the variables that a file, which was read before, takes from the environment. */
    public static Set<String> environmentVariables(DeployYaml file, List<String> settings) {
        Problems known = new Problems();
        return map(file, settings, known)
                .flatMap(map -> new Fields(map, "", known).fields("variables"))
                .map(declared -> declared.names().stream()
                        .filter(name -> declared.node(name)
                                .filter(YamlMap.class::isInstance)
                                .isPresent())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /**
     * Which variables each build argument mentions: keys are images' keys, a dot and the argument. They go to the
     * Dockerfile, whoever wrote that; a mention that is escaped counts as well.
     */
    public static SortedMap<String, Set<String>> buildArguments(DeployYaml file, List<String> settings) {
        Problems known = new Problems();
        SortedMap<String, Set<String>> mentioned = new TreeMap<>();
        Optional<Fields> images =
                map(file, settings, known).flatMap(map -> new Fields(map, "", known).fields("images"));
        for (String image : images.map(Fields::names).orElse(List.of())) {
            Optional<Fields> args = images.get().fields(image).flatMap(fields -> fields.fields("args"));
            for (String name : args.map(Fields::names).orElse(List.of())) {
                args.get()
                        .node(name)
                        .filter(YamlScalar.class::isInstance)
                        .ifPresent(node -> mentioned.put(image + "." + name, mentions(((YamlScalar) node).text())));
            }
        }
        return mentioned;
    }

    private static Set<String> mentions(String text) {
        return MENTION.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Optional<Fields> section(
            YamlMap file, Map<String, String> environment, Map<String, String> given, String name, Problems problems) {
        Map<String, String> variables = variables(file, environment, given, problems);
        Fields all = new Fields(only(file, name), "", problems);
        all.require(
                name,
                Suggestion.to(name, file.keys())
                        .filter(key -> !key.equals(name))
                        .map(key -> "is '" + key + "' meant to be it?")
                        .orElse("describe it in deploy.yml"));
        Fields interpolated =
                new Fields(DeclaredVariables.interpolate(only(file, name), variables, problems), "", problems);
        return interpolated.fields(name);
    }

    private static Optional<YamlMap> map(DeployYaml file, List<String> settings, Problems problems) {
        return YamlReader.readMap(file.file().toString(), file.bytes(), problems)
                .map(read -> Overrides.apply(read, settings, problems))
                .map(SecretRedactor::blanked);
    }

    /**
     * What {@code settings} alone say, without a file.
     *
     * @param directory where relative paths begin
     * @throws DeployFileException if they are refused
     */
    public static DeployConfig of(Path directory, List<String> settings, Map<String, String> environment) {
        Problems problems = new Problems();
        YamlMap nothing = new YamlMap(new Location("deploy.yml", 1, 1), Map.of());
        Optional<DeployConfig> config = Optional.of(Overrides.apply(nothing, settings, problems))
                .map(SecretRedactor::blanked)
                .flatMap(read -> config(directory.toAbsolutePath().normalize(), read, environment, Map.of(), problems));
        return accepted(config, problems);
    }

    private static <T> T accepted(Optional<T> read, Problems problems) {
        if (read.isEmpty() || !problems.all().isEmpty()) {
            throw new DeployFileException(firstOfEachPlace(problems.all()));
        }
        return read.get();
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

    private static Optional<DeployConfig> config(
            Path directory,
            YamlMap file,
            Map<String, String> environment,
            Map<String, String> given,
            Problems problems) {
        Map<String, String> variables = variables(file, environment, given, problems);
        YamlMap interpolated = DeclaredVariables.interpolate(without(file, "variables"), variables, problems);
        Fields fields = new Fields(interpolated, "", problems);
        List.of("variables", PREVIEW).forEach(fields::node);
        DeployConfigReader reader = new DeployConfigReader(fields, directory, problems);
        Optional<DeployConfig> config = reader.read(variables);
        fields.refuseOthers();
        return problems.hasErrors() ? Optional.empty() : config;
    }

    /** The declared variables; {@code REGISTRY} is the registry's address unless it is declared itself. */
    private static Map<String, String> variables(
            YamlMap file, Map<String, String> environment, Map<String, String> given, Problems problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        new Fields(file, "", problems)
                .fields("variables")
                .ifPresent(declared -> new VariableFields(declared, environment).read(variables));
        variables.putAll(given);
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

    private static YamlMap only(YamlMap map, String key) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.keySet().retainAll(Set.of(key));
        return new YamlMap(map.location(), entries);
    }

    private static YamlMap without(YamlMap map, String key) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.remove(key);
        Location location = map.location();
        return new YamlMap(location, entries);
    }
}
