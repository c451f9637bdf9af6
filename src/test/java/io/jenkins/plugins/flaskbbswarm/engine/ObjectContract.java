package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Secrets, configs and networks. */
abstract class ObjectContract extends EngineContract {
    ObjectContract(Target target) {
        super(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void keepsAnObject(String kind) throws InterruptedException {
        String id = create(kind, named("o", "one"));
        JsonNode object = objects(kind).inspect(id).orElseThrow();
        assertThat(object.at("/Spec/Name").asText()).isEqualTo(run() + "-o");
        assertThat(object.at("/Spec/Labels/run").asText()).isEqualTo(run());
        assertThat(objects(kind).inspect(run() + "-o").orElseThrow().path("ID").asText())
                .isEqualTo(id);
        assertThat(objects(kind).list(Filters.label("run", run()))).containsExactly(object);
        assertThat(objects(kind).list(Filters.label("run", "other"))).isEmpty();
    }

    @Test
    void showsAConfigButNoSecret() throws InterruptedException {
        String secret = create("secret", named("s", "hush"));
        create("config", named("c", "plain"));
        assertThat(engine().configs().data(run() + "-c").orElseThrow())
                .asString()
                .isEqualTo("plain");
        assertThat(engine().secrets().inspect(secret).orElseThrow().path("Spec").has("Data"))
                .isFalse();
        assertThat(engine().configs().data("nosuchconfig")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void changesLabelsOnly(String kind) throws InterruptedException {
        String id = create(kind, named("o", "one"));
        JsonNode object = objects(kind).inspect(id).orElseThrow();
        ObjectNode spec = spec(object);
        spec.withObject("/Labels").put("extra", "yes");
        spec.remove("Data");
        objects(kind).update(id, version(object), spec);
        JsonNode changed = objects(kind).inspect(id).orElseThrow();
        assertThat(changed.at("/Spec/Labels/extra").asText()).isEqualTo("yes");
        assertThat(version(changed)).isGreaterThan(version(object));

        ObjectNode otherData = spec(changed).put("Data", base64("two"));
        EngineException.Refused refused = refused(() -> update(kind, id, version(changed), otherData));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = only updates to Labels are allowed");
        EngineException.Refused stale = refused(() -> update(kind, id, version(object), spec));
        assertThat(stale.isOutOfSequence()).isTrue();
        assertThat(stale.isAmbiguous()).isFalse();
        assertThat(stale).hasMessageContaining("it was changed since it was read");
    }

    private Void update(String kind, String id, long version, ObjectNode spec) throws InterruptedException {
        objects(kind).update(id, version, spec);
        return null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret | 511999  | 201 |
            secret | 512000  | 400 | rpc error: code = InvalidArgument desc = secret data must be larger than 0 and less than 512000 bytes
            secret | 0       | 400 | rpc error: code = InvalidArgument desc = secret data must be larger than 0 and less than 512000 bytes
            config | 1023999 | 201 |
            config | 1024000 | 400 | rpc error: code = InvalidArgument desc = config data must be larger than 0 and less than 1024000 bytes
            """)
    void limitsTheSizeOfObjects(String kind, int size, int status, String text) throws InterruptedException {
        ObjectNode spec = named("big", "x".repeat(size));
        if (status == 201) {
            assertThat(create(kind, spec)).isNotEmpty();
        } else {
            EngineException.Refused refused = refused(() -> create(kind, spec));
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.engineMessage()).hasValue(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void refusesATakenName(String kind) throws InterruptedException {
        create(kind, named("o", "one"));
        EngineException.Refused refused = refused(() -> create(kind, named("o", "two")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isConflict()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = AlreadyExists desc = " + kind + " " + run() + "-o already exists");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bad name! | invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]
            -begin    | invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]
            ''        | name must be provided
            """)
    void refusesABadName(String name, String text) {
        EngineException.Refused refused =
                refused(() -> create("secret", named("o", "one").put("Name", name)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.engineMessage())
                .hasValueSatisfying(said -> assertThat(said).contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void refusesToRemoveWhatIsUsed(String kind) throws InterruptedException {
        String id = create(kind, named("o", "one"));
        ObjectNode service = idle("user");
        reference(service, kind, id, run() + "-o");
        createService(service);
        EngineException.Refused refused = refused(() -> {
            objects(kind).remove(id);
            return null;
        });
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.isInUse()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = " + kind + " '" + run()
                        + "-o' is in use by the following service: " + run() + "-user");
    }

    @Test
    void doesNotMindRemovingWhatIsNotThere() throws InterruptedException {
        engine().services().remove("nosuch");
        engine().networks().remove("nosuch");
        engine().secrets().remove("nosuch");
        engine().configs().remove("nosuch");
        assertThat(engine().services().inspect("nosuch")).isEmpty();
        assertThat(engine().networks().inspect("nosuch")).isEmpty();
        assertThat(engine().secrets().inspect("nosuch")).isEmpty();
        assertThat(engine().tasks().inspect("nosuch")).isEmpty();
    }

    @Test
    void keepsANetwork() throws InterruptedException {
        String id = createNetwork(network("net"));
        JsonNode network = engine().networks().inspect(run() + "-net").orElseThrow();
        assertThat(network.path("Id").asText()).isEqualTo(id);
        eventually(() -> driver("net"), "overlay");
        assertThat(network.path("Scope").asText()).isEqualTo("swarm");
        assertThat(network.at("/Labels/run").asText()).isEqualTo(run());
        assertThat(engine().networks().list(Filters.label("run", run()))).hasSize(1);

        EngineException.Refused taken = refused(() -> createNetwork(network("net")));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.isConflict()).isTrue();
        assertThat(taken.engineMessage()).hasValue("network with name " + run() + "-net already exists");
    }

    private String driver(String name) throws InterruptedException {
        return engine().networks()
                .inspect(run() + "-" + name)
                .orElseThrow()
                .path("Driver")
                .asText();
    }

    @Test
    void refusesToRemoveANetworkInUse() throws InterruptedException {
        String id = createNetwork(network("net"));
        ObjectNode service = idle("user");
        ((ObjectNode) service.path("TaskTemplate"))
                .withArray("/Networks")
                .addObject()
                .put("Target", id);
        service.withObject("/EndpointSpec").put("Mode", "dnsrr");
        String user = createService(service);
        EngineException.Refused refused = refused(() -> {
            engine().networks().remove(id);
            return null;
        });
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.isInUse()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue(
                        "rpc error: code = FailedPrecondition desc = network " + id + " is in use by service " + user);
    }
}
