package io.jenkins.plugins.flaskbbswarm.vars;

import com.lesfurets.jenkins.unit.BasePipelineTest;
import groovy.lang.Closure;
import groovy.lang.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** vars/*.groovy: what they call, in which order, with arguments that the real steps have. */
class VarsTest extends BasePipelineTest {
    private static final Map<String, Set<String>> STEPS = Steps.all();
    private static final String ADDRESS = "http://pr-12.bb.example.org/";

    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void register() throws Exception {
        setUp();
        STEPS.keySet().forEach(this::register);
        getHelper().registerAllowedMethod("stage", List.of(String.class, Closure.class), calling("stage"));
    }

    private void register(String step) {
        getHelper().registerAllowedMethod(step, List.of(Map.class), calling(step));
        getHelper().registerAllowedMethod(step, List.of(Map.class, Closure.class), calling(step));
    }

    /** Notes the call, checks its arguments, and runs the block if there is one. */
    private Closure<Object> calling(String step) {
        return new Closure<>(this) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object call(Object... arguments) {
                calls.add(step + " " + arguments[0]);
                if (arguments[0] instanceof Map<?, ?> named) {
                    assertThat(STEPS.get(step))
                            .as("arguments of %s", step)
                            .containsAll(named.keySet().stream()
                                    .map(Object::toString)
                                    .toList());
                }
                Object last = arguments[arguments.length - 1];
                return last instanceof Closure<?> block ? block.call() : Map.of("release", 7, "address", ADDRESS);
            }
        };
    }

    @Test
    void flaskbbSwarmDeployOpensAStageForEachPhaseOfOneRelease() {
        run("flaskbbSwarmDeploy", Map.of("config", "deploy.yml"));

        assertThat(calls)
                .containsExactly(
                        "swarmRelease {config=deploy.yml}",
                        "stage Build",
                        "swarmPhase {name=Build}",
                        "stage Push",
                        "swarmPhase {name=Push}",
                        "stage Secrets and configs",
                        "swarmPhase {name=Secrets and configs}",
                        "stage Plan",
                        "swarmPhase {name=Plan}",
                        "stage Migrate",
                        "swarmPhase {name=Migrate}",
                        "stage Roll out",
                        "swarmPhase {name=Roll out}",
                        "stage Probe",
                        "swarmPhase {name=Probe}");
    }

    @Test
    void anArgumentThatNoStepHasFailsHere() {
        assertThatThrownBy(() -> run("flaskbbSwarmDeploy", Map.of("confg", "deploy.yml")))
                .hasMessageContaining("arguments of swarmRelease");
    }

    @Test
    void flaskbbSwarmPreviewSaysWhereThePreviewIs() {
        Map<String, Object> build = new HashMap<>();
        getBinding().setVariable("currentBuild", build);
        List<Object> told = new ArrayList<>();
        Closure<Object> onReady = new Closure<>(this) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object call(Object... arguments) {
                return told.addAll(List.of(arguments));
            }
        };

        run("flaskbbSwarmPreview", Map.of("pullRequest", "12", "onReady", onReady));

        assertThat(calls).containsExactly("swarmPreview {pullRequest=12}");
        assertThat(told).containsExactly(ADDRESS);
        assertThat(build).containsEntry("description", ADDRESS);
    }

    @Test
    void flaskbbSwarmRedeployIsOneStep() {
        run("flaskbbSwarmRedeploy", Map.of("window", "01:00-05:00", "jitter", 600));

        assertThat(calls).hasSize(1).first().asString().startsWith("swarmRedeploy {");
    }

    @ParameterizedTest
    @CsvSource({
        "flaskbbSwarmDeploy, swarmRelease, ''",
        "flaskbbSwarmPreview, swarmPreview, onReady",
        "flaskbbSwarmRedeploy, swarmRedeploy, ''",
    })
    void eachArgumentThatTheHelpNamesIsOneOfTheStepAndNoneIsForgotten(String name, String step, String own)
            throws IOException {
        String help = Files.readString(Path.of("vars", name + ".txt"));
        Set<String> named = Pattern.compile("(?m)^\\* ([a-zA-Z,\\s]+):")
                .matcher(help)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(",\\s+")))
                .filter(argument -> !argument.equals(own))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(STEPS.get(step));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flaskbbSwarmDeploy", "flaskbbSwarmPreview", "flaskbbSwarmRedeploy"})
    void eachHasItsHelpInPlainTextForAnyMarkupFormatter(String name) {
        assertThat(Path.of("vars", name + ".groovy")).exists();
        assertThat(Path.of("vars", name + ".txt"))
                .content()
                .contains(name + "(")
                .doesNotContain("<")
                .doesNotContain("&");
    }

    /** Others' pipelines have variables of their own. */
    @Test
    void eachNameIsOneThatNobodyElseHas() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("vars"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.startsWith("flaskbbSwarm"));
        }
    }

    private Object run(String name, Object... arguments) {
        Script script = loadScript("vars/" + name + ".groovy");
        return script.invokeMethod("call", arguments);
    }
}
