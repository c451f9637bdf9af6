package io.jenkins.plugins.flaskbbswarm.vars;

import groovy.lang.GroovyShell;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.DataBoundSetter;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** examples/, without a Jenkins: what is named exists, and what is to be deployed is accepted. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final Pattern STEP = Pattern.compile("\\b(swarm[A-Z]\\w*|withSwarm|flaskbbSwarm\\w*)\\s*\\(");
    private static final Pattern PATH = Pattern.compile("'(examples/[^']+)'");

    static Stream<Path> jenkinsfiles() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.endsWith("Jenkinsfile")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("jenkinsfiles")
    void aJenkinsfileCallsWhatThereIs(Path file) throws IOException {
        String script = Files.readString(file);

        assertThatCode(() -> new GroovyShell().parse(script)).doesNotThrowAnyException();
        Set<String> known = new TreeSet<>(Steps.all().keySet());
        known.addAll(Set.of("flaskbbSwarmDeploy", "flaskbbSwarmPreview", "flaskbbSwarmRedeploy"));
        assertThat(found(STEP, script)).isNotEmpty().isSubsetOf(known);
        assertThat(found(PATH, script)).isNotEmpty().allSatisfy(path -> assertThat(Path.of(path))
                .exists());
    }

    @Test
    void theDeploymentOfFlaskBBIsAccepted() {
        DeployConfig config = DeployFile.read(
                EXAMPLES.resolve("flaskbb/deploy.yml"), List.of("registry.credential=registry"), Map.of());

        Stack stack = load(config.files(), config.variables());

        assertThat(config.images())
                .extracting(DeployConfig.Image::name)
                .containsExactly("registry.example.org:5000/flaskbb-app", "registry.example.org:5000/flaskbb-nginx");
        assertThat(config.images())
                .allSatisfy(image ->
                        assertThat(image.context().resolve(image.dockerfile())).exists());
        assertThat(stack.services()).hasSize(3);
    }

    /** What the file leaves to the Jenkinsfile, that has to give, and no more. */
    @Test
    void theJenkinsfileOfFlaskBBHasASourceForEachSecret() throws IOException {
        String script = Files.readString(EXAMPLES.resolve("flaskbb/Jenkinsfile"));
        String stack = Files.readString(Path.of("resources/flaskbb/docker-stack.yml"));

        Set<String> external =
                found(Pattern.compile("(?m)^  (\\w+): \\{external: true\\}$"), after(stack, "\nsecrets:"));
        assertThat(found(Pattern.compile("(?m)^ {24}(\\w+): "), script))
                .isNotEmpty()
                .isEqualTo(external);
    }

    @ParameterizedTest
    @ValueSource(strings = {"any-stack/stack.yml", "docker-workflow/stack.yml"})
    void aStackIsAcceptedWithoutAWarning(String file) {
        Map<String, String> variables = Map.of("IMAGE", "registry.example.org:5000/busybox:1");
        var loaded = ComposeLoader.load(
                List.of(ComposeSource.file(EXAMPLES.resolve(file))),
                Variables.of(variables),
                Mode.STRICT,
                (path, limit) -> Files.readAllBytes(path));

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.stack().services()).hasSize(1);
    }

    @Test
    void theConfigurationAsCodeSetsWhatATargetHas() throws IOException {
        Map<String, Map<String, Map<String, List<Map<String, String>>>>> yaml =
                new Yaml().load(Files.readString(EXAMPLES.resolve("jcasc/jenkins.yaml")));
        Set<String> properties = Arrays.stream(SwarmTarget.class.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> method.getName().substring("set".length()))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        properties.add("name");

        List<Map<String, String>> targets =
                yaml.get("unclassified").get("swarmTargets").get("targets");
        assertThat(targets).hasSize(2).allSatisfy(target -> assertThat(properties)
                .containsAll(target.keySet()));
    }

    private static Stack load(List<Path> files, Map<String, String> variables) {
        return ComposeLoader.load(
                        files.stream().map(ComposeSource::file).toList(),
                        Variables.of(variables),
                        Mode.COMPATIBLE,
                        (path, limit) -> Files.readAllBytes(path))
                .stack();
    }

    private static String after(String text, String mark) {
        return text.substring(text.indexOf(mark));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
