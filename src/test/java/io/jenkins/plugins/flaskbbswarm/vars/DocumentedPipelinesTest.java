package io.jenkins.plugins.flaskbbswarm.vars;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import io.jenkins.plugins.flaskbbswarm.docs.Page;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Pipelines of the documentation are run, and its tables have the arguments of the steps, no more and no less. */
class DocumentedPipelinesTest {
    private static final Page PAGE = Page.of("pipeline.md");
    private static final Pattern GROUP = Pattern.compile("\\[[a-z ]+]\\(#([a-z-]+)\\)");
    private static final Map<String, Set<String>> STEPS = stepsAndFunctions();

    /** Functions have the arguments of the step that they call. */
    private static Map<String, Set<String>> stepsAndFunctions() {
        Map<String, Set<String>> all = new TreeMap<>(Steps.all());
        all.put("flaskbbSwarmDeploy", all.get("swarmRelease"));
        all.put("flaskbbSwarmRedeploy", all.get("swarmRedeploy"));
        Set<String> preview = new TreeSet<>(all.get("swarmPreview"));
        preview.add("onReady");
        all.put("flaskbbSwarmPreview", preview);
        return all;
    }

    static Set<String> steps() {
        return STEPS.keySet();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theTablesOfAStepHaveItsArguments(String step) {
        String section = PAGE.section(step);
        List<String> documented = new ArrayList<>(PAGE.firstCells(step));
        String arguments =
                section.lines().filter(line -> line.startsWith("Arguments: ")).collect(Collectors.joining());
        GROUP.matcher(arguments)
                .results()
                .map(group -> group.group(1).replace('-', ' '))
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .forEach(heading -> documented.addAll(PAGE.firstCells(heading)));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(STEPS.get(step));
    }

    static Stream<Page.Block> pipelines() {
        return Page.blocks("groovy");
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void anExampleCallsStepsWithArgumentsThatTheyHave(Page.Block block) {
        CompilerConfiguration compiler = new CompilerConfiguration();
        compiler.setScriptBaseClass(Pipeline.class.getName());
        Pipeline pipeline = (Pipeline) new GroovyShell(getClass().getClassLoader(), compiler).parse(block.code());

        pipeline.run();

        assertThat(pipeline.calls).isNotEmpty();
    }

    /** Knows our steps; takes every other call for one of Jenkins, and runs its blocks. */
    public abstract static class Pipeline extends Script {
        private final List<String> calls = new ArrayList<>();

        @Override
        public Object invokeMethod(String name, Object arguments) {
            Object[] given = (Object[]) arguments;
            if (name.startsWith("swarm") || name.startsWith("flaskbbSwarm") || name.equals("withSwarm")) {
                calls.add(name);
                assertThat(STEPS).containsKey(name);
                if (given.length > 0 && given[0] instanceof Map<?, ?> named) {
                    assertThat(STEPS.get(name))
                            .as("arguments of %s", name)
                            .containsAll(named.keySet().stream()
                                    .map(Object::toString)
                                    .toList());
                }
            }
            if (given.length > 0 && given[given.length - 1] instanceof Closure<?> block) {
                block.call();
            }
            return new Anything();
        }

        @Override
        public Object getProperty(String name) {
            return new Anything();
        }
    }

    /** What Jenkins or a step returned. */
    private static final class Anything extends GroovyObjectSupport {
        @Override
        public Object invokeMethod(String name, Object arguments) {
            return this;
        }

        @Override
        public Object getProperty(String name) {
            return this;
        }
    }
}
