package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

class PlannerTest {
    private static final Namespace BB = new Namespace("bb");

    @Test
    void anEmptySwarmGetsEverything() {
        assertThat(plan(wanted(service("app", "one")), SwarmInventory.NOTHING, true))
                .containsExactly("+ network bb_net", "+ config bb_c-1", "+ service bb_app (one)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Replicated':{'Replicas':1}}         | 1 task
                    {'Replicated':{}}                     | 1 task
                    {'Replicated':{'Replicas':0}}         | 0 tasks
                    {'Global':{}}                         | one task on each node
                    {'ReplicatedJob':{'MaxConcurrent':1}} | a job
                    """)
    void aNewServiceSaysWhatItRunsAndHowOften(String mode, String words) {
        DesiredService app = service("app", "r.io/app:1@sha256:" + "a".repeat(64));
        app.body().set("Mode", parse(mode));
        assertThat(plan(wanted(app), SwarmInventory.NOTHING, true))
                .contains("+ service bb_app (r.io/app:1, " + words + ")");
    }

    @Test
    void whatIsThereStays() {
        assertThat(plan(wanted(service("app", "one")), swarm(service("app", "one")), true))
                .containsExactly("= unchanged: bb_app");
    }

    @Test
    void onlyWhatDiffersIsChanged() {
        assertThat(plan(
                        wanted(service("app", "two"), service("web", "one")),
                        swarm(service("app", "one"), service("web", "one")),
                        true))
                .containsExactly(
                        "~ service bb_app (its tasks are replaced)",
                        "    TaskTemplate.ContainerSpec.Image: one → two",
                        "= unchanged: bb_web");
    }

    @ParameterizedTest
    @CsvSource({"true, '- service bb_old'", "false, '= unchanged: bb_app'"})
    void whatLeftTheStackGoesOnlyWhenAskedTo(boolean prune, String line) {
        List<String> lines =
                plan(wanted(service("app", "one")), swarm(service("app", "one"), service("old", "one")), prune);
        assertThat(lines).contains(line).hasSize(prune ? 2 : 1);
    }

    @Test
    void aVersionThatNobodyNeedsGoes() {
        SwarmInventory swarm =
                withConfigs(swarm(service("app", "one")), item("bb_c-1", "bb", "bb_c"), item("bb_c-0", "bb", "bb_c"));
        assertThat(plan(wanted(service("app", "one")), swarm, true)).contains("- config bb_c-0");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "of another stack, other, bb_c",
        "not made by us, bb,",
    })
    void aStrangersConfigStays(String what, String stack, String object) {
        SwarmInventory swarm =
                withConfigs(swarm(service("app", "one")), item("bb_c-1", "bb", "bb_c"), item("bb_c-0", stack, object));
        assertThat(plan(wanted(service("app", "one")), swarm, true)).containsExactly("= unchanged: bb_app");
    }

    @Test
    void aVersionOfAKeptReleaseStays() {
        SwarmInventory swarm =
                withConfigs(swarm(service("app", "one")), item("bb_c-1", "bb", "bb_c"), item("bb_c-0", "bb", "bb_c"));
        Plan plan = new Planner(wanted(service("app", "one")), swarm, Set.of("bb_c-0"), Prune.EVERYTHING).plan();
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void aJobThatADeadRunLeftBehindGoesAlways() {
        DesiredService job = service("migrate-3", "one");
        job.body().withObject("/Labels").put(Labels.JOB, "migration");
        assertThat(plan(wanted(service("app", "one")), swarm(service("app", "one"), job), false))
                .contains("- service bb_migrate-3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an image             | {'TaskTemplate':{'ContainerSpec':{'Image':'two'}}}                                                            | true
            an environment       | {'TaskTemplate':{'ContainerSpec':{'Image':'one','Env':['A=1']}}}                                             | true
            a published port     | {'TaskTemplate':{'ContainerSpec':{'Image':'one'}},'EndpointSpec':{'Ports':[{'TargetPort':80}]}}              | true
            a limit              | {'TaskTemplate':{'ContainerSpec':{'Image':'one'},'Resources':{'Limits':{'NanoCPUs':1}}}}                     | true
            a service label      | {'TaskTemplate':{'ContainerSpec':{'Image':'one'}},'Labels':{'a':'b'}}                                        | false
            more replicas        | {'TaskTemplate':{'ContainerSpec':{'Image':'one'}},'Mode':{'Replicated':{'Replicas':3}}}                      | false
            an update policy     | {'TaskTemplate':{'ContainerSpec':{'Image':'one'}},'UpdateConfig':{'Parallelism':2}}                          | false
            a constraint         | {'TaskTemplate':{'ContainerSpec':{'Image':'one'},'Placement':{'Constraints':['node.role == manager']}}}      | false
            """)
    void saysWhatRestartsTasks(String what, String body, boolean restarts) {
        ObjectNode changed = (ObjectNode) parse(body);
        changed.put("Name", "bb_app");
        DesiredService after = new DesiredService("app", "bb_app", ImageReference.parse("one"), List.of(), changed);
        Plan plan = new Planner(wanted(after), swarm(service("app", "one")), Set.of(), Prune.EVERYTHING).plan();
        assertThat(plan.only(Action.UpdateService.class))
                .singleElement()
                .extracting(Action.UpdateService::restarts)
                .isEqualTo(restarts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            another version | [{'File':{'Name':'key'},'SecretName':'bb_key-2'},{'File':{'Name':'db'},'SecretName':'bb_db-1'}] | key.SecretName: bb_key-1 → bb_key-2
            another mode    | [{'File':{'Name':'key','Mode':256},'SecretName':'bb_key-1'},{'File':{'Name':'db'},'SecretName':'bb_db-1'}] | key.File.Mode: (none) → 256
            one less        | [{'File':{'Name':'key'},'SecretName':'bb_key-1'}] | db: {"File":{"Name":"db"},"SecretName":"bb_db-1"} → (none)
            """)
    void saysWhichSecretIsAnother(String what, String secrets, String line) {
        String before =
                "[{'File':{'Name':'key'},'SecretName':'bb_key-1'},{'File':{'Name':'db'},'SecretName':'bb_db-1'}]";
        assertThat(plan(wanted(withSecrets(secrets)), swarm(withSecrets(before)), true))
                .containsExactly(
                        "~ service bb_app (its tasks are replaced)", "    TaskTemplate.ContainerSpec.Secrets." + line);
    }

    @Test
    void anotherOrderIsAnotherSpec() {
        String before = "[{'File':{'Name':'a'},'SecretName':'a'},{'File':{'Name':'b'},'SecretName':'b'}]";
        String after = "[{'File':{'Name':'b'},'SecretName':'b'},{'File':{'Name':'a'},'SecretName':'a'}]";
        assertThat(plan(wanted(withSecrets(after)), swarm(withSecrets(before)), true))
                .element(1)
                .asString()
                .startsWith("    TaskTemplate.ContainerSpec.Secrets: [{");
    }

    private static DesiredService withSecrets(String secrets) {
        DesiredService service = service("app", "one");
        service.body().withObject("/TaskTemplate/ContainerSpec").set("Secrets", parse(secrets));
        return service;
    }

    @Test
    void aPasswordInTheEnvironmentIsNotShown() {
        DesiredService after = service("app", "one");
        after.body()
                .withObject("/TaskTemplate/ContainerSpec")
                .withArray("Env")
                .add("DB_PASSWORD=hunter2")
                .add("A=1");
        assertThat(plan(wanted(after), swarm(service("app", "one")), true))
                .contains(
                        "    TaskTemplate.ContainerSpec.Env.DB_PASSWORD: (none) → ***",
                        "    TaskTemplate.ContainerSpec.Env.A: (none) → 1");
    }

    @Test
    void noSecretIsShownWhereverItStands() {
        DesiredService before = withSecretsAnywhere("canary-old");
        DesiredService after = withSecretsAnywhere("canary-new");

        assertThat(plan(wanted(after), swarm(before), true))
                .noneMatch(line -> line.contains("canary"))
                .contains(
                        "    TaskTemplate.ContainerSpec.Args: [\"--password\",\"***\",\"--token=***\"] →"
                                + " [\"--password\",\"***\",\"--token=***\"] (what is not shown differs)",
                        "    TaskTemplate.ContainerSpec.Env.SENTRY_DSN: *** → *** (what is not shown differs)",
                        "    TaskTemplate.ContainerSpec.Env.URL: postgres://u:***@h → postgres://u:***@h"
                                + " (what is not shown differs)");
        Plan update = new Planner(wanted(after), swarm(before), Set.of(), Prune.EVERYTHING).plan();
        assertThat(PlanJson.of(update).toString()).doesNotContain("canary");
        assertThat(PlanFingerprint.of(update, List.of()))
                .isEqualTo(PlanFingerprint.of(
                        new Planner(wanted(withSecretsAnywhere("canary-3")), swarm(before), Set.of(), Prune.EVERYTHING)
                                .plan(),
                        List.of()));
    }

    @Test
    void theFingerprintOfANewServiceHoldsNoSecret() {
        assertThat(fingerprintOfNew("canary-1")).isEqualTo(fingerprintOfNew("canary-2"));
    }

    private static String fingerprintOfNew(String secret) {
        return PlanFingerprint.of(
                new Planner(wanted(withSecretsAnywhere(secret)), swarm(), Set.of(), Prune.EVERYTHING).plan(),
                List.of());
    }

    private static DesiredService withSecretsAnywhere(String secret) {
        DesiredService service = service("app", "one");
        ObjectNode container = service.body().withObject("/TaskTemplate/ContainerSpec");
        container
                .withArray("Env")
                .add("URL=postgres://u:" + secret + "@h")
                .add("SENTRY_DSN=" + secret)
                .add("JWT=" + secret)
                .add("MAIL_PWD=a b " + secret);
        container.withArray("Args").add("--password").add(secret).add("--token=x " + secret);
        container
                .withObject("/Labels")
                .put("a.basicauth.users", "admin:" + secret)
                .put("api-key", secret);
        service.body().withObject("/Labels").put("traefik.http.middlewares.x.basicauth.users", "admin:" + secret);
        return service;
    }

    private static List<String> plan(DesiredStack wanted, SwarmInventory observed, boolean prune) {
        return PlanText.of(new Planner(wanted, observed, Set.of(), prune ? Prune.EVERYTHING : Prune.NOTHING).plan());
    }

    private static DesiredStack wanted(DesiredService... services) {
        DesiredNetwork net = new DesiredNetwork("net", "bb_net", Optional.of((ObjectNode) parse("{'Name':'bb_net'}")));
        DesiredObject config = new DesiredObject(
                "c", "bb_c-1", Optional.of((ObjectNode) parse("{'Name':'bb_c-1'}")), Optional.of(Content.of(new byte[] {
                    1
                })));
        return new DesiredStack(BB, List.of(net), List.of(), List.of(config), List.of(services));
    }

    private static DesiredService service(String key, String image) {
        ObjectNode body = (ObjectNode)
                parse("{'Name':'bb_%s','TaskTemplate':{'ContainerSpec':{'Image':'%s'}}}".formatted(key, image));
        return new DesiredService(key, "bb_" + key, ImageReference.parse(image), List.of(), body);
    }

    /** The swarm after these services were deployed. */
    private static SwarmInventory swarm(DesiredService... services) {
        Map<String, SwarmInventory.Service> present = Stream.of(services)
                .map(service -> new SwarmInventory.Service("id-" + service.key(), service.name(), 7, service.body()))
                .collect(toMap(SwarmInventory.Service::name, service -> service));
        SwarmInventory.Network net = new SwarmInventory.Network(
                "id-net", "bb_net", "overlay", "swarm", false, Map.of(Namespace.LABEL, "bb"), List.of());
        return new SwarmInventory(
                present, Map.of("bb_net", net), Map.of(), Map.of("bb_c-1", item("bb_c-1", "bb", "bb_c")));
    }

    private static SwarmInventory withConfigs(SwarmInventory swarm, SwarmInventory.Item... configs) {
        return new SwarmInventory(
                swarm.services(),
                swarm.networks(),
                swarm.secrets(),
                Stream.of(configs).collect(toMap(SwarmInventory.Item::name, config -> config)));
    }

    private static SwarmInventory.Item item(String name, String stack, String object) {
        Map<String, String> labels =
                object == null ? Map.of(Namespace.LABEL, stack) : Map.of(Namespace.LABEL, stack, Labels.OBJECT, object);
        return new SwarmInventory.Item("id-" + name, name, "2026-01-01T00:00:00Z", labels);
    }
}
