package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.EngineField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Services as such. */
abstract class ServiceContract extends EngineContract {
    ServiceContract(Target target) {
        super(target);
    }

    @Test
    void keepsAServiceAsItWasGiven() throws InterruptedException {
        ObjectNode given = idle("web");
        String id = createService(given);
        JsonNode service = engine().services().inspect(run() + "-web").orElseThrow();
        assertThat(service.path("ID").asText()).isEqualTo(id);
        assertThat(service.at("/Spec/TaskTemplate/ContainerSpec/Image"))
                .isEqualTo(given.at("/TaskTemplate/ContainerSpec/Image"));
        assertThat(service.at("/Spec/Mode/Replicated/Replicas").asInt()).isZero();
        JsonNode listed = engine().services().list(Filters.label("run", run())).get(0);
        assertThat(listed.at("/ServiceStatus/DesiredTasks").asInt()).isZero();
        assertThat(listed.path("ServiceStatus").has("RunningTasks")).isTrue();
        assertThat(engine().services().list(Filters.none().and("name", run() + "-we")))
                .hasSize(1);
    }

    @Test
    void updatesAService() throws InterruptedException {
        String id = createService(idle("web"));
        JsonNode before = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(before);
        changed.withObject("/Labels").put("extra", "yes");
        assertThat(engine().services().update(id, version(before), changed, Optional.empty()))
                .isEmpty();
        JsonNode after = engine().services().inspect(id).orElseThrow();
        assertThat(after.at("/Spec/Labels/extra").asText()).isEqualTo("yes");
        assertThat(after.at("/PreviousSpec/Labels").has("extra")).isFalse();
        assertThat(version(after)).isGreaterThan(version(before));

        EngineException.Refused stale =
                refused(() -> engine().services().update(id, version(before), changed, Optional.empty()));
        assertThat(stale.status()).isEqualTo(500);
        assertThat(stale.engineMessage()).hasValue("rpc error: code = Unknown desc = update out of sequence");
        assertThat(stale.isOutOfSequence()).isTrue();
    }

    @Test
    void refusesATakenServiceName() throws InterruptedException {
        createService(idle("web"));
        EngineException.Refused refused = refused(() -> createService(idle("web")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isConflict()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = AlreadyExists desc = name conflicts with an existing object: service "
                        + run() + "-web already exists");
    }

    @Test
    void wantsTheIdOfAConfigThatHoldsACredentialSpec() throws InterruptedException {
        String config = create("config", named("spec", "{}"));
        ObjectNode given = idle("web");
        ObjectNode container = (ObjectNode) given.at("/TaskTemplate/ContainerSpec");
        ObjectNode reference = container.putArray("Configs").addObject();
        reference.put("ConfigID", config).put("ConfigName", run() + "-spec").putObject("Runtime");
        ObjectNode credentials = container.putObject("Privileges").putObject("CredentialSpec");
        credentials.put("Config", run() + "-spec").put("File", "").put("Registry", "");
        assertThat(refused(() -> createService(given)).engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = CredentialSpec references config '" + run()
                        + "-spec', but that config isn't in config references with RuntimeTarget");

        credentials.put("Config", config);
        String id = createService(given);
        JsonNode kept = engine().services().inspect(id).orElseThrow().at("/Spec/TaskTemplate/ContainerSpec");
        assertThat(kept.at("/Privileges/CredentialSpec/Config").asText()).isEqualTo(config);
        assertThat(kept.at("/Configs/0/Runtime").isObject()).isTrue();
    }

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource({"ingress, ingress, an ingress", "host, ingress, an ingress", "ingress, host, a host-published"})
    void givesAPortToOneService(String mode, String before, String as) throws InterruptedException {
        String holder = createService(published("one", before));
        assertThat(refused(() -> createService(published("two", mode))).engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = port '18992' is already in use by service '" + run()
                        + "-one' (" + holder + ") as " + as + " port");
    }

    @Test
    void givesAPortOfNodesToManyServices() throws InterruptedException {
        createService(published("one", "host"));
        assertThat(createService(published("two", "host"))).isNotEmpty();
    }

    private ObjectNode published(String name, String mode) {
        ObjectNode spec = idle(name);
        spec.putObject("EndpointSpec")
                .putArray("Ports")
                .addObject()
                .put("TargetPort", 80)
                .put("PublishedPort", 18_992)
                .put("Protocol", "tcp")
                .put("PublishMode", mode);
        return spec;
    }

    List<Faulty> faultyServices() {
        return List.of(
                new Faulty("rename", 501, "rpc error: code = Unimplemented desc = renaming services is not supported"),
                new Faulty("mode", 501, "rpc error: code = Unimplemented desc = service mode change is not allowed"));
    }

    record Faulty(String change, int status, String text) {}

    @ParameterizedTest
    @MethodSource("faultyServices")
    void refusesSomeUpdates(Faulty faulty) throws InterruptedException {
        String id = createService(idle("web"));
        JsonNode before = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(before);
        if (faulty.change().equals("rename")) {
            changed.put("Name", run() + "-other");
        } else {
            changed.putObject("Mode").putObject("Global");
        }
        EngineException.Refused refused =
                refused(() -> engine().services().update(id, version(before), changed, Optional.empty()));
        assertThat(refused.status()).isEqualTo(faulty.status());
        assertThat(refused.engineMessage()).hasValue(faulty.text());
        assertThat(refused.isAmbiguous()).isFalse();
    }

    @Test
    void refusesUnknownReferences() {
        ObjectNode secret = idle("web");
        reference(secret, "secret", "nosuchid", "zz");
        EngineException.Refused noSecret = refused(() -> createService(secret));
        assertThat(noSecret.status()).isEqualTo(400);
        assertThat(noSecret.engineMessage()).hasValue("rpc error: code = InvalidArgument desc = secret not found: zz");

        ObjectNode network = idle("web");
        ((ObjectNode) network.path("TaskTemplate"))
                .withArray("/Networks")
                .addObject()
                .put("Target", "nonet");
        EngineException.Refused noNetwork = refused(() -> createService(network));
        assertThat(noNetwork.isAmbiguous()).isFalse();
        assertThat(noNetwork.engineMessage()).hasValue("network nonet not found");
    }

    @Test
    void refusesAnUpdateConfigOnAJob() {
        ObjectNode job = job("job", "true");
        job.putObject("UpdateConfig").put("Parallelism", 1);
        EngineException.Refused refused = refused(() -> createService(job));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = Jobs may not have an update config");
    }

    /** Of what it does not know an engine says nothing and keeps nothing. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMAGE_SUBPATH")
    void keepsOnlyTheFieldsThatItKnows(EngineField field) throws Exception {
        ObjectNode spec = idle("newer");
        ObjectNode template = (ObjectNode) spec.path("TaskTemplate");
        template.set("Resources", JSON.readTree("{\"SwapBytes\": 1000, \"MemorySwappiness\": 10}"));
        ObjectNode container = (ObjectNode) template.path("ContainerSpec");
        container.put("OomScoreAdj", 100);
        container.set("Healthcheck", JSON.readTree("{\"Test\": [\"CMD\", \"true\"], \"StartInterval\": 1000000000}"));
        container.set(
                "Privileges",
                JSON.readTree("{\"NoNewPrivileges\": true,"
                        + " \"Seccomp\": {\"Mode\": \"unconfined\"}, \"AppArmor\": {\"Mode\": \"disabled\"}}"));
        container.set("Mounts", JSON.readTree("""
                [{"Type": "volume", "Source": "v", "Target": "/v", "VolumeOptions": {"Subpath": "x", "NoCopy": true}},
                 {"Type": "bind", "Source": "/tmp", "Target": "/b", "ReadOnly": true, "BindOptions": {"CreateMountpoint": true,
                    "ReadOnlyNonRecursive": true, "ReadOnlyForceRecursive": true}},
                 {"Type": "tmpfs", "Target": "/t", "TmpfsOptions": {"SizeBytes": 4096, "Options": [["exec"]]}}]
                """));
        assertThat(field.isIn(spec)).isTrue();
        createService(spec);

        JsonNode kept =
                engine().services().inspect(run() + "-newer").orElseThrow().path("Spec");
        assertThat(field.isIn(kept))
                .isEqualTo(!EngineField.unknownTo(engine().apiVersion()).contains(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | {'Replicated':{'Replicas':1}}
            {'Replicated':{}}                                         | {'Replicated':{'Replicas':1}}
            {'ReplicatedJob':{}}                                      | {'ReplicatedJob':{'MaxConcurrent':1,'TotalCompletions':1}}
            {'ReplicatedJob':{'MaxConcurrent':3}}                     | {'ReplicatedJob':{'MaxConcurrent':3,'TotalCompletions':3}}
            {'ReplicatedJob':{'TotalCompletions':3}}                  | {'ReplicatedJob':{'MaxConcurrent':1,'TotalCompletions':3}}
            {'ReplicatedJob':{'MaxConcurrent':0}}                     | {'ReplicatedJob':{'MaxConcurrent':0,'TotalCompletions':0}}
            {'GlobalJob':{}}                                          | {'GlobalJob':{}}
            """, quoteCharacter = '`')
    void fillsInHowManyTasksAModeWants(String given, String kept) throws Exception {
        ObjectNode spec = job("filled", "true");
        spec.set("Mode", JSON.readTree(given.replace('\'', '"')));
        spec.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.nosuch == 1");
        String id = createService(spec);

        assertThat(engine().services().inspect(id).orElseThrow().at("/Spec/Mode"))
                .isEqualTo(JSON.readTree(kept.replace('\'', '"')));
    }
}
