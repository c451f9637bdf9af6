package io.jenkins.plugins.flaskbbswarm.realjenkins;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps in a real Jenkins without a swarm: their forms, snippets, arguments and help, and what others see of them. */
@RequiresJenkins
class StepsIT {
    private static final Pattern FORM =
            Pattern.compile("data-proxy-url=\"/jenkins/([^\"]*)\"[^>]*></div><div[^>]*><div>"
                    + "<input name=\"stapler-class\" type=\"hidden\" value=\"([^\"]*flaskbbswarm[^\"]*)\"");
    private static final int MOST_FIELDS = 40;

    private static RealJenkins jenkins;
    private static Rest rest;

    @BeforeAll
    static void boot(Bench bench) throws Exception {
        jenkins = bench.jenkins().start();
        rest = new Rest(jenkins.address());
    }

    @Test
    void theSnippetGeneratorHasAFieldAndAHelpForEachArgumentOfEachStep() throws Exception {
        Map<String, Set<String>> arguments = arguments();
        Map<String, String> forms = forms();

        assertThat(forms.keySet()).isEqualTo(arguments.keySet());
        for (String step : forms.keySet()) {
            String form = forms.get(step);
            List<String> fields = found(form, "<(?:input|select|textarea)[^>]* name=\"_\\.(\\w+)\"");
            assertThat(fields).as(step).hasSizeLessThan(MOST_FIELDS);
            Set<String> all = new TreeSet<>(fields);
            all.addAll(found(form, " name=\"(\\w+)\""));
            assertThat(all).as(step).containsAll(arguments.get(step));
            assertThat(found(form, "helpURL=\"[^\"]*/help/(\\w+)\""))
                    .as("help of " + step)
                    .containsAll(arguments.get(step));
        }
        assertThat(jenkins.logText()).doesNotContain("StackOverflowError");
    }

    /** As the list of a build's steps shows it. */
    @Test
    void aStepIsToldByWhatItWorksOnAndWhere() throws Exception {
        assertThat(rest.script("""
                import org.jenkinsci.plugins.workflow.steps.StepDescriptor
                def told = { step, args -> println(StepDescriptor.byFunctionName(step).argumentsToString(args)) }
                told('swarmDeploy', [config: 'ci/deploy.yml', target: 'production', set: ['keep: 5']])
                told('swarmRollback', [stack: 'bb', release: 3, host: 'tcp://h:2376'])
                told('swarmDeploy', [:])
                """))
                .isEqualToNormalizingNewlines("ci/deploy.yml, production\nbb, 3, tcp://h:2376\nnull\n");
    }

    /** Texts with all that Groovy gives a meaning, names with dots, a value of each kind. */
    @Test
    void aSnippetSaysWhatTheFormSaid() throws Exception {
        String told = rest.script("""
                import org.jenkinsci.plugins.workflow.steps.StepDescriptor
                import org.jenkinsci.plugins.workflow.cps.Snippetizer
                import org.jenkinsci.plugins.structs.describable.*
                def hostile = 'it\\'s "a" $b ${c} \\\\ d.e \\\\u0041 /*\\nnext'
                def call = { symbol, args = [:] -> new UninstantiatedDescribable(symbol, null, args) }
                def id = { call('credential', [credentialsId: it]) }
                def uri = { call('uri', [template: 'redis://:{password}@h/' + hostile, credential: id('i\\'d')]) }
                def known = [
                    files: ['a b.yml', 'it\\'s.yml'],
                    set: ['rollout.deadline': hostile, keep: '5', 'x=y': '1'],
                    variables: ['a.b': hostile, 'C D': '', 'class': 'y', in: 'z', HOST: hostile],
                    secrets: ['tls.key': id(hostile.readLines()[0]), k: uri(), g: call('generate')],
                    registry: [address: 'r:5000', credentialsId: hostile],
                    databaseAdmin: uri(), redis: id('r')]
                StepDescriptor.all().findAll { it.class.name.contains('flaskbbswarm') }.each { step ->
                    def sole = null
                    def arguments = [:]
                    DescribableModel.of(step.clazz).parameters.each { p ->
                        arguments[p.name] = known[p.name] ?: p.erasedType == int ? (known[p.name] ?: 7)
                            : p.erasedType == boolean ? true : hostile
                        if (p.required) { sole = p.name }
                    }
                    def first = step.newInstance(arguments)
                    def snippet = Snippetizer.object2Groovy(first)
                    def given = null
                    def binding = new Binding()
                    binding.setVariable(step.functionName, { Object... a ->
                        given = a.find { it instanceof Map } ?: [(sole): a[0]]
                    })
                    ['credential', 'uri', 'generate'].each { symbol ->
                        binding.setVariable(symbol, { Object... a ->
                            call(symbol, !a ? [:] : a[0] instanceof Map ? a[0] : [credentialsId: a[0]])
                        })
                    }
                    try {
                        new GroovyShell(binding).evaluate(snippet)
                        def xml = { hudson.model.Items.XSTREAM2.toXML(it) }
                        println step.functionName + (xml(step.newInstance(given)) == xml(first) ? ' same' : ' differs\\n' + snippet)
                    } catch (Exception e) {
                        println step.functionName + ' ' + e + '\\n' + snippet
                    }
                }
                null
                """);

        assertThat(told.lines()).hasSizeGreaterThan(10).allMatch(line -> line.endsWith(" same"), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            flaskbbSwarmDeploy(confg: 'x')                      | swarmRelease has no argument 'confg'; did you mean 'config'?
            flaskbbSwarmRedeploy(jitter: -1)                    | swarmRedeploy: 'jitter' is a whole number from 0 to 2147483647, not -1
            flaskbbSwarmPreview(waits: 1)                       | swarmPreview has no argument 'waits'; did you mean 'wait'?
            node { swarmDeploy(secrets: [x: 'an-id']) }         | swarmDeploy: 'x' is not a source of a secret; write secrets: [x: credential('an-id')] with the credential's ID, generate() or uri(…)
            node { swarmDeploy(lockTimeout: -5) }               | swarmDeploy: 'lockTimeout' is a whole number from 0 to 2147483647, not -5
            node { swarmDeploy(set: [['a']]) }                  | swarmDeploy: 'set' is a map, set: ['a.name': 'its value'], and has no item that is a list
            node { swarmPreview(databaseAdmin: 'x') }           | swarmPreview: 'databaseAdmin' is not a source of a secret; write databaseAdmin: credential('an-id') with the credential's ID, generate() or uri(…)
            withSwarm(lockTimeout: 5) { echo 'x' }              | withSwarm has no argument 'lockTimeout'; it has host, hostCredentialsId, target
            swarmRemove([:])                                    | swarmRemove needs the argument 'stack'
            """)
    void anArgumentThatDoesNotFitIsOneSentence(String script, String sentence) throws Exception {
        rest.job("arguments", script.startsWith("flaskbb") ? "node { " + script + " }" : script);

        Rest.Build build = rest.run("arguments");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log().lines()).contains("ERROR: " + sentence).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void aPipelineThatDoesNotUseUsHasNothingOfUs() throws Exception {
        rest.job("unrelated", """
                pipeline {
                    agent any
                    environment { uri = 'x'; credential = 'y'; file = 'z'; generate = 'g' }
                    stages {
                        stage('s') {
                            steps { echo "it has ${uri} ${env.uri} ${credential} ${file} ${generate}" }
                        }
                    }
                }
                """);

        Rest.Build build = rest.run("unrelated");

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("it has x x y z g");
        assertThat(build.log().replace(jenkins.home().toString(), "")).doesNotContainIgnoringCase("swarm");
        for (Path file : files(jenkins.home().resolve("jobs/unrelated/builds/1"))) {
            assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                            .replace(jenkins.home().toString(), ""))
                    .as(file.toString())
                    .doesNotContainIgnoringCase("flaskbb");
        }
    }

    @Test
    void theHelpOfTheFunctionsIsTextForAnyMarkupFormatter() throws Exception {
        String page = rest.page("pipeline-syntax/globals");

        assertThat(page)
                .contains("<pre>Builds, pushes, migrates", "* config: the file that describes the deployment")
                .doesNotContain("&lt;p&gt;", "&lt;dt&gt;");
    }

    /** What an agent answered once is kept in a file of the home. */
    @Test
    void thePageOfPreviewsIsShownWhateverAnAgentAnswered() throws Exception {
        Path kept = Files.createDirectories(jenkins.home().resolve("flaskbb-swarm/previews"));
        for (String time : List.of("yesterday", "+1000000000-12-31T23:59:59Z", "2026-01-01T00:00:00Z")) {
            Files.writeString(kept.resolve(time.hashCode() + ".json"), """
                    {"item": "gone", "folder": "", "build": "", "node": "nowhere", "target": "", "host": "",
                     "hostCredentialsId": "", "databaseAdmin": [], "redis": [], "note": {"pullRequest": 5},
                     "closedAt": "", "problem": "",
                     "seen": [{"address": "http://pr-5.test/", "created": "%s", "expires": "%s", "at": "%s"}]}
                    """.formatted(time, time, time));
        }

        assertThat(rest.page("swarm-previews/").split("http://pr-5.test/</a>", -1))
                .hasSize(4);
        assertThat(rest.json("swarm-previews/api/json").path("previews")).hasSize(3);
    }

    private static Map<String, Set<String>> arguments() throws IOException, InterruptedException {
        String told = rest.script("""
                import org.jenkinsci.plugins.structs.describable.DescribableModel
                org.jenkinsci.plugins.workflow.steps.StepDescriptor.all().findAll { it.class.name.contains('flaskbbswarm') }.each {
                    println it.clazz.name + '=' + DescribableModel.of(it.clazz).parameters*.name.join(',')
                }
                null
                """);
        Map<String, Set<String>> arguments = new TreeMap<>();
        told.lines()
                .map(line -> line.split("=", 2))
                .forEach(line -> arguments.put(line[0], Set.of(line[1].split(","))));
        return arguments;
    }

    private static Map<String, String> forms() throws IOException, InterruptedException {
        Map<String, String> forms = new TreeMap<>();
        for (MatchResult found :
                FORM.matcher(rest.page("pipeline-syntax/")).results().toList()) {
            forms.put(found.group(2), rest.onDemand(found.group(1)));
        }
        return forms;
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
