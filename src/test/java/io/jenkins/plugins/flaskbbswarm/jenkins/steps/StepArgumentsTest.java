package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.AbortException;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a script may not give a step is told in one sentence, which never shows a value. */
class StepArgumentsTest {
    private static final StepDescriptor DEPLOY = new DeployStep.DescriptorImpl();
    private static final StepDescriptor REMOVE = new RemoveStep.DescriptorImpl();
    private static final StepDescriptor REDEPLOY = new RedeployStep.DescriptorImpl();
    private static final StepDescriptor WITH = new WithSwarmStep.DescriptorImpl();
    private static final StepDescriptor PHASE = new PhaseStep.DescriptorImpl();
    private static final StepDescriptor PROBE = new ProbeStep.DescriptorImpl();
    private static final StepDescriptor ROLLBACK = new RollbackStep.DescriptorImpl();

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(DEPLOY, map("confg", "x"), "swarmDeploy has no argument 'confg'; did you mean 'config'?"),
                arguments(
                        DEPLOY,
                        map("locktimeout", 5),
                        "swarmDeploy has no argument 'locktimeout'; did you mean 'lockTimeout'?"),
                arguments(
                        WITH,
                        map("zzzzzzzzz", "x"),
                        "withSwarm has no argument 'zzzzzzzzz'; it has host, hostCredentialsId, target"),
                arguments(PHASE, map("nam", "Build"), "swarmPhase has no argument 'nam'; did you mean 'name'?"),
                arguments(REMOVE, map(), "swarmRemove needs the argument 'stack'"),
                arguments(REMOVE, map("stack", null), "swarmRemove needs the argument 'stack'"),
                arguments(REMOVE, map("stack", 5), "swarmRemove: 'stack' is a text in quotes, not a number"),
                arguments(DEPLOY, map("config", List.of("x")), "swarmDeploy: 'config' is a text in quotes, not a list"),
                arguments(DEPLOY, map("host", true), "swarmDeploy: 'host' is a text in quotes, not true"),
                arguments(DEPLOY, map("files", Map.of("a", 1)), "swarmDeploy: 'files' is a text in quotes, not a map"),
                arguments(
                        DEPLOY,
                        map("lockTimeout", -5),
                        "swarmDeploy: 'lockTimeout' is a whole number from 0 to 2147483647, not -5"),
                arguments(
                        DEPLOY,
                        map("lockTimeout", 99999999999L),
                        "swarmDeploy: 'lockTimeout' is a whole number from 0 to 2147483647, not 99999999999"),
                arguments(
                        DEPLOY, map("lockTimeout", "10m"), "swarmDeploy: 'lockTimeout' is a whole number, not a text"),
                arguments(
                        DEPLOY, map("lockTimeout", 1.5), "swarmDeploy: 'lockTimeout' is a whole number, not a number"),
                arguments(
                        REDEPLOY,
                        map("jitter", -1),
                        "swarmRedeploy: 'jitter' is a whole number from 0 to 2147483647, not -1"),
                arguments(
                        PROBE,
                        map("status", -1),
                        "swarmProbe: 'status' is a whole number from 0 to 2147483647, not -1"),
                arguments(
                        ROLLBACK,
                        map("stack", "s", "release", -1),
                        "swarmRollback: 'release' is a whole number from 0 to 2147483647, not -1"),
                arguments(
                        REDEPLOY,
                        map("onlyBaseImages", "yes"),
                        "swarmRedeploy: 'onlyBaseImages' is true or false, not a text"),
                arguments(
                        DEPLOY,
                        map("set", "keep=5"),
                        "swarmDeploy: 'set' is a map, set: ['a.name': 'its value'], not a text"),
                arguments(
                        DEPLOY,
                        map("variables", Map.of("A", List.of(1))),
                        "swarmDeploy: 'variables': the value of 'A' is a text, a number, true or false, not a list"),
                arguments(
                        DEPLOY,
                        map("variables", map("A", null)),
                        "swarmDeploy: 'variables': the value of 'A' is a text, a number, true or false, not null"),
                arguments(
                        DEPLOY,
                        map("set", List.of(7)),
                        "swarmDeploy: 'set' is a map, set: ['a.name': 'its value'], and has no item that is a number"),
                arguments(
                        DEPLOY,
                        map("secrets", List.of("x")),
                        "swarmDeploy: 'secrets' is a map, secrets: [a_name: credential('an-id')], and has no item that is a text"),
                arguments(
                        DEPLOY,
                        map("secrets", Map.of("x", "hunter2")),
                        "swarmDeploy: 'x' is not a source of a secret; write secrets: [x: credential('an-id')]"
                                + " with the credential's ID, generate() or uri(…)"),
                arguments(
                        DEPLOY,
                        map("secrets", Map.of("tls.key", 5)),
                        "swarmDeploy: 'tls.key' is not a source of a secret; write secrets: ['tls.key': credential('an-id')]"
                                + " with the credential's ID, generate() or uri(…)"),
                arguments(
                        DEPLOY,
                        map("secrets", Map.of("x", call("file", "path", "p"))),
                        "swarmDeploy: 'x' is not a source of a secret; write credential('an-id'), generate() or uri(…),"
                                + " not file(…)"),
                arguments(
                        DEPLOY,
                        map("secrets", Map.of("x", call("credential", "id", "p"))),
                        "swarmDeploy: the source of 'x' is to be written credential('an-id')"),
                arguments(
                        DEPLOY,
                        map("secrets", Map.of("x", call("uri", "template", "redis://"))),
                        "swarmDeploy: the source of 'x' is to be written uri(template: 'redis://:{password}@redis/0',"
                                + " credential: credential('an-id'))"),
                arguments(
                        DEPLOY,
                        map("registry", "r.example.org"),
                        "swarmDeploy: 'registry' is a map, registry: [address: 'registry.example.org', credentialsId: 'an-id'],"
                                + " not a text"),
                arguments(
                        DEPLOY,
                        map("registry", Map.of("address", "r", "password", "p")),
                        "swarmDeploy: 'registry' is a map, registry: [address: 'registry.example.org', credentialsId: 'an-id'];"
                                + " it has no [password]"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatDoesNotFitIsOneSentence(StepDescriptor step, Map<String, Object> arguments, String sentence) {
        assertThatThrownBy(() -> step.newInstance(arguments))
                .isInstanceOf(AbortException.class)
                .hasMessage(sentence);
    }

    @Test
    void whatFitsIsAsTheFormHasIt() throws Exception {
        Map<String, Object> given = map(
                "config", "d.yml",
                "files", List.of("a.yml", "b.yml"),
                "lockTimeout", "30",
                "set", Map.of("keep", 5),
                "secrets",
                        Map.of(
                                "x", call("credential", "<anonymous>", "id"),
                                "y", call("generate"),
                                "z",
                                        call(
                                                "uri",
                                                "template",
                                                "t",
                                                "credential",
                                                call("credential", "credentialsId", "i"))),
                "registry", Map.of("address", "r"),
                "stack", null);

        Map<String, Object> form = StepArguments.checked(DEPLOY, given, ScriptArguments::toForm);

        assertThat(form)
                .containsEntry("files", "a.yml\nb.yml")
                .containsEntry("set", List.of(Map.of("path", "keep", "value", "5")))
                .doesNotContainKey("stack");
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** {@code symbol(name: value)}, as Jenkins gives it to a step. */
    private static UninstantiatedDescribable call(String symbol, Object... keysAndValues) {
        return new UninstantiatedDescribable() {
            @Override
            public String getSymbol() {
                return symbol;
            }

            @Override
            public Map<String, ?> getArguments() {
                return map(keysAndValues);
            }
        };
    }
}
