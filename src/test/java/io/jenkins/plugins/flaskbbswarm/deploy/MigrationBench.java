package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Pace;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack on the fake engine whose code needs a schema, and its database. Release 1 needs schema {@code a}. */
final class MigrationBench implements AutoCloseable {
    static final DeployConfig.WayBack UNDO =
            new DeployConfig.WayBack(List.of("state"), List.of("undo"), Optional.empty(), false);
    static final DeployConfig.WayBack RESTORE = new DeployConfig.WayBack(
            List.of("state"),
            List.of(),
            Optional.of(new DeployConfig.Backup(List.of("backup"), List.of("restore"), Optional.empty())),
            false);
    static final DeployConfig.WayBack COMPATIBLE =
            new DeployConfig.WayBack(List.of("state"), List.of("undo"), Optional.empty(), true);

    final FakeSwarm swarm = FakeSwarm.withNodes(Pace.fast(), "n1");
    final FakeDatabase database = FakeDatabase.of(swarm, "busybox:1");
    final ReleaseBench bench;
    private final DeployConfig.WayBack back;

    MigrationBench(DeployConfig.WayBack back) throws Exception {
        this.back = back;
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb").monitor(Duration.ofMillis(50));
        version("a").release();
    }

    /** The code of a version, and the migration to its schema. */
    ReleaseBench version(String schema) {
        return version(schema, "migrate " + schema, "serve " + schema);
    }

    ReleaseBench version(String schema, String migration, String code) {
        return bench.service("app", code, service -> replicas(service, 3))
                .service("web", "sleep 1000", service -> {})
                .migration(new DeployConfig.Migration("app", List.of(migration), Duration.ofSeconds(20), back));
    }

    private static void replicas(ObjectNode service, int count) {
        service.withObject("/Mode/Replicated").put("Replicas", count);
    }

    /** What a service is asked to run. */
    String code() throws InterruptedException {
        return bench.specs()
                .get("bb_app")
                .at("/TaskTemplate/ContainerSpec/Args/0")
                .asText();
    }

    int replicas() throws InterruptedException {
        return bench.specs().get("bb_app").at("/Mode/Replicated/Replicas").asInt();
    }

    /** The change of the schema that the swarm remembers. */
    Optional<SchemaChange> remembered() throws InterruptedException {
        return bench.engine().configs().inspect("bb_schema").map(config -> SchemaChange.of(config.path("Spec")));
    }

    /** As {@code kill -9} leaves it: its client is gone. */
    void makeTheLockThatOfADeadProcess() throws InterruptedException {
        swarm.isWell();
        DeadLock.rewrite(bench.engine(), bench.stack().name());
    }

    /** Commands on the same engine. */
    StackCommands commands() throws InterruptedException {
        return StackCommands.open(
                new DeployConfig.Engine(Optional.of(swarm.address()), Optional.empty()),
                new DeploymentContext(Map.of(), "a test", Duration.ofSeconds(5), this::ignore));
    }

    private void ignore(Event event) {
        // the swarm says what came of it
    }

    @Override
    public void close() {
        bench.engine().close();
        swarm.close();
    }
}
