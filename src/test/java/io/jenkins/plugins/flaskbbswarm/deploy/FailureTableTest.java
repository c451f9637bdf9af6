package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * All the ways in which a release can fail, on a real engine, under a trickle of requests: afterwards the stack is what
 * it was, down to the last version, and the failure says why in words. Each way twice: as an update of a running
 * release, and as a first release ever, of which nothing may remain. Some rows run beside each other, on other stacks.
 */
@RequiresLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTableTest {
    private static final int LANES = Integer.getInteger("failure.lanes", 3);

    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);
    private final BlockingQueue<FailureLane> lanes = new LinkedBlockingQueue<>();
    private final Map<String, Future<?>> updates = new HashMap<>();
    private final Map<String, Future<?>> firstReleases = new HashMap<>();
    private ReleaseBench outside;

    private interface Row {
        void on(FailureLane lane) throws Exception;
    }

    static Stream<Failure> all() {
        return FailureRows.all();
    }

    @BeforeAll
    void begin() throws Exception {
        outside = ReleaseBench.onTheLabsEngine("outside")
                .service("listener", "while true; do nc -l -p " + FailureRows.TAKEN + "; done", Spoil::onTheHost)
                .service("holder", "sleep 1000", Spoil.port(FailureRows.HELD))
                .service(
                        "crowd",
                        "sleep 1000",
                        Spoil.on("outside_" + FailureRows.FULL).andThen(FailureTableTest::crowd));
        outside.stack().network(FailureRows.FULL, FailureRows.FULL_SUBNET);
        outside.footprint().erase();
        outside.release();
        outside.engine().networks().create(overlapping());
        for (int lane = 0; lane < LANES; lane++) {
            lanes.add(new FailureLane(lane));
        }
        all().forEach(failure -> updates.put(failure.name(), run(lane -> lane.update(failure))));
        all().forEach(failure -> firstReleases.put(failure.name(), run(lane -> lane.first(failure))));
    }

    /** Made by hand: a release refuses to. */
    private static ObjectNode overlapping() {
        ObjectNode network = JsonNodeFactory.instance
                .objectNode()
                .put("Name", "outside_" + FailureRows.OVERLAPPING)
                .put("Driver", "overlay");
        network.putObject("Labels").put(Namespace.LABEL, "outside");
        network.putObject("IPAM").putArray("Config").addObject().put("Subnet", FailureRows.FULL_SUBNET);
        return network;
    }

    private static void crowd(ObjectNode service) {
        service.withObject("/Mode/Replicated").put("Replicas", FailureRows.FULL_TASKS);
    }

    private Future<?> run(Row row) {
        return threads.submit(() -> {
            FailureLane lane = lanes.take();
            try {
                row.on(lane);
            } finally {
                lanes.add(lane);
            }
            return null;
        });
    }

    @AfterAll
    void removeAll() throws Exception {
        threads.shutdownNow(); // of rows that nobody waits for, where only some are asked for
        threads.awaitTermination(2, TimeUnit.MINUTES);
        int requests = 0;
        for (FailureLane lane : lanes) {
            requests += lane.requests();
            lane.close();
        }
        outside.close();
        System.out.println("Failure table: " + requests + " requests while releases failed, each answered");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void anUpdateThatFailsIsPutBack(Failure failure) throws Throwable {
        await(updates.get(failure.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void ofAFirstReleaseThatFailsNothingRemains(Failure failure) throws Throwable {
        await(firstReleases.get(failure.name()));
    }

    private static void await(Future<?> row) throws Throwable {
        try {
            row.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
