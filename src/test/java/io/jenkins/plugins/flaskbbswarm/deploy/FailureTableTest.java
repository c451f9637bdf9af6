package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * All the ways in which a release can fail, on a real engine, under a trickle of requests: afterwards the stack is what
 * it was, down to the last version, and the failure says why in words. Each way twice: as an update of a running
 * release, and as a first release ever, of which nothing may remain.
 */
@RequiresLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTableTest {
    private static final int PORT = 18_400; // of the running release; the first one ever has the next
    private static final int TAKEN = 18_402; // by a program that is no part of the stack

    /** So that a container that ends at once is seen to, on a machine that is busy. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(1_500);

    private Engine engine;
    private ReleaseBench outside;
    private Trickle trickle;

    /**
     * One way to fail.
     *
     * @param change what is wrong with the release
     * @param ends whether it is found before anything is touched, or put back
     * @param words that the failure's message has
     */
    record Failure(String name, Consumer<ReleaseBench> change, Class<? extends Exception> ends, List<String> words) {
        static Failure putBack(String name, Consumer<ReleaseBench> change, String... words) {
            return new Failure(name, change, ReleaseFailed.class, List.of(words));
        }

        static Failure refused(String name, Consumer<ReleaseBench> change, String... words) {
            return new Failure(name, change, Refused.class, List.of(words));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Failure> failures() {
        return Stream.concat(failuresOfTasks(), failuresAround());
    }

    private static Stream<Failure> failuresOfTasks() {
        String registry = Lab.variable("LAB_REGISTRY");
        return Stream.of(
                Failure.putBack(
                        "image that its registry gives only after a login",
                        app("sleep 1000", image(registry + "/nothing:1")),
                        "has no image " + registry + "/nothing:1 and could not pull it",
                        "no basic auth credentials"),
                Failure.putBack(
                        "image in a registry that is not trusted",
                        app("sleep 1000", image(Lab.variable("LAB_UNTRUSTED_REGISTRY") + "/busybox:1")),
                        "could not pull it",
                        "certificate signed by unknown authority"),
                Failure.putBack(
                        "image in a registry that is not there",
                        app("sleep 1000", image("127.0.0.1:1/busybox:1")),
                        "could not pull it",
                        "connection refused"),
                Failure.putBack("crash at start", app("echo no config; exit 3"), "ends by itself with exit code 3"),
                Failure.putBack(
                        "crash after two seconds, within monitor",
                        app("sleep 2; exit 4").andThen(bench -> bench.monitor(Duration.ofSeconds(5))),
                        "ends by itself with exit code 4"),
                Failure.putBack("end without an error", app("true"), "must stay in the foreground"),
                Failure.putBack(
                        "health check fails",
                        app("sleep 1000", health("echo no database; exit 1", 1)),
                        "its health check fails, which last said: no database"),
                Failure.putBack(
                        "health check never passes",
                        app("sleep 1000", health("exit 1", 100)).andThen(bench -> bench.healthy(Duration.ofSeconds(3))),
                        "a task is starting for more than 3 s"),
                Failure.putBack(
                        "command not there, without an init",
                        app("", command("/no/such/thing", false)),
                        "the image has no command /no/such/thing"),
                Failure.putBack(
                        "command not there, below an init",
                        app("", command("/no/such/thing", true)),
                        "a command that it runs does not exist in the image (exit code 127)"),
                Failure.putBack(
                        "command not there, below a shell",
                        app("no-such-command"),
                        "a command that it runs does not exist in the image (exit code 127)"),
                Failure.putBack(
                        "bind mount of nothing",
                        app("sleep 1000", FailureTableTest::mountsNothing),
                        "the path /no/such/folder does not exist on that node"),
                Failure.putBack(
                        "out of memory",
                        app("tail /dev/zero", FailureTableTest::littleMemory),
                        "it ran out of memory (its limit is 8 MiB)"));
    }

    private static Stream<Failure> failuresAround() {
        return Stream.of(
                Failure.refused(
                        "no suitable node",
                        app("sleep 1000", FailureTableTest::onMars),
                        "No node can run the service",
                        "'node.labels.planet == mars' fails, it has no node.labels.planet"),
                Failure.putBack(
                        "port taken by another service",
                        app("sleep 1000", port(TAKEN - 2)).andThen(bench -> bench.healthy(Duration.ofSeconds(3))
                                .service("z", "sleep 1000", port(TAKEN - 2))),
                        "no node can take it",
                        "its port " + (TAKEN - 2) + " is taken by "),
                Failure.putBack(
                        "port taken by another program",
                        app("sleep 1000", port(TAKEN)),
                        "another program on that node has port " + TAKEN + " taken"),
                Failure.putBack("probe fails", probing("no such words"), "without the text 'no such words'"),
                Failure.putBack(
                        "migration fails",
                        bench -> bench.migration("echo no such column; exit 7"),
                        "_migration-",
                        "failed: task: non-zero exit (7)"),
                Failure.putBack(
                        "migration's command is not there",
                        bench -> bench.migration("no-such-command"),
                        "does not exist in the image (exit code 127)"),
                Failure.putBack(
                        "migration does not end",
                        bench -> bench.migration("sleep 1000", Duration.ofSeconds(2)),
                        "did not end within 2 s"),
                Failure.putBack(
                        "deadline",
                        app("sleep 1000", health("exit 1", 100))
                                .andThen(bench -> bench.deadline(Duration.ofSeconds(3))),
                        "0 of 1 tasks ran after 3 s"));
    }

    static Stream<Failure> aborts() {
        return Stream.concat(
                Stream.of("Networks, secrets and configs", "Migrate", "Roll out", "Probe")
                        .map(phase -> Failure.putBack("abort in " + phase, abort(phase), "it was interrupted")),
                Stream.of(new Failure("abort in Plan", abort("Plan"), InterruptedException.class, List.of())));
    }

    static Stream<Failure> all() {
        return Stream.concat(failures(), aborts());
    }

    @BeforeAll
    void aRunningRelease() throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        outside = ReleaseBench.onTheLabsEngine("outside")
                .service("listener", "while true; do nc -l -p " + TAKEN + "; done", FailureTableTest::onTheHost);
        outside.footprint().erase();
        outside.release();
        bench("fail").footprint().erase();
        good(bench("fail"), PORT).release();
        trickle = new Trickle(URI.create("http://" + Lab.variable("LAB_ADDRESS") + ":" + PORT + "/"));
    }

    @AfterAll
    void removeAll() throws Exception {
        trickle.close();
        System.out.println("Failure table: " + trickle.requests() + " requests, failed: " + trickle.failures());
        bench("fail").footprint().erase();
        outside.close();
        engine.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void anUpdateThatFailsIsPutBack(Failure failure) throws Exception {
        ReleaseBench bench = bench("fail");
        good(bench, PORT).release();
        List<String> before = bench.footprint().lines();
        TreeSet<String> web = bench.runningTasks().get("fail_web");

        good(bench, PORT).config("c", "two").secret("s", "two").monitor(LONG_ENOUGH);
        assertEnds(bench, failure);

        assertThat(bench.footprint().lines()).isEqualTo(before);
        assertThat(bench.runningTasks())
                .containsOnlyKeys("fail_app", "fail_web")
                .containsEntry("fail_web", web);
        assertThat(good(bench("fail"), PORT).release().changed()).isFalse();
        assertThat(trickle.failures()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void ofAFirstReleaseThatFailsNothingRemains(Failure failure) throws Exception {
        ReleaseBench bench = good(bench("first"), PORT + 1).network("net").monitor(LONG_ENOUGH);
        bench.footprint().erase();
        assertEnds(bench, failure);
        assertThat(bench.footprint().lines()).isEmpty();
        assertThat(bench.runningTasks()).isEmpty();
    }

    private static void assertEnds(ReleaseBench bench, Failure failure) {
        failure.change().accept(bench);
        Throwable thrown = catchThrowable(bench::release);
        boolean interrupted = Thread.interrupted();
        assertThat(thrown).isInstanceOf(failure.ends());
        assertThat(interrupted).as("an interrupt is left").isFalse();
        failure.words().forEach(words -> assertThat(thrown).hasMessageContaining(words));
        if (thrown instanceof ReleaseFailed failed) {
            assertThat(failed.restored()).as(failed.getMessage()).isTrue();
        }
    }

    private ReleaseBench bench(String stack) {
        return new ReleaseBench(engine, new TinyStack(new Namespace(stack), Lab.variable("LAB_BUSYBOX")));
    }

    private static ReleaseBench good(ReleaseBench bench, int port) {
        return bench.service("app", "sleep 1000")
                .service("web", "mkdir /www; echo hello >/www/index.html; exec httpd -f -h /www", service -> {
                    TinyStack.alone(service);
                    publish(service, port, 80);
                })
                .config("c", "one")
                .secret("s", "one");
    }

    private static Consumer<ReleaseBench> app(String script) {
        return app(script, service -> {});
    }

    private static Consumer<ReleaseBench> app(String script, Consumer<ObjectNode> change) {
        return bench -> bench.service("app", script, change);
    }

    private static ObjectNode container(ObjectNode service) {
        return service.withObject("/TaskTemplate/ContainerSpec");
    }

    private static Consumer<ObjectNode> image(String image) {
        return service -> container(service).put("Image", image);
    }

    private static Consumer<ObjectNode> health(String script, int retries) {
        return service -> {
            ObjectNode check = container(service).putObject("Healthcheck");
            check.putArray("Test").add("CMD-SHELL").add(script);
            check.put("Interval", 300_000_000L).put("Retries", retries);
        };
    }

    private static Consumer<ObjectNode> command(String path, boolean init) {
        return service -> {
            container(service).put("Init", init).putArray("Command").add(path);
            container(service).remove("Args");
        };
    }

    private static Consumer<ObjectNode> port(int port) {
        return service -> publish(service, port, 80);
    }

    private static void publish(ObjectNode service, int port, int target) {
        service.withObject("/EndpointSpec")
                .withArray("Ports")
                .addObject()
                .put("Protocol", "tcp")
                .put("PublishedPort", port)
                .put("TargetPort", target)
                .put("PublishMode", "host");
        service.withObject("/UpdateConfig").put("Order", "stop-first");
    }

    private static void mountsNothing(ObjectNode service) {
        container(service)
                .putArray("Mounts")
                .addObject()
                .put("Type", "bind")
                .put("Source", "/no/such/folder")
                .put("Target", "/data");
    }

    private static void littleMemory(ObjectNode service) {
        service.withObject("/TaskTemplate/Resources/Limits").put("MemoryBytes", 8 << 20);
    }

    private static void onMars(ObjectNode service) {
        service.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.planet == mars");
    }

    private static void onTheHost(ObjectNode service) {
        service.withObject("/TaskTemplate").withArray("Networks").addObject().put("Target", "host");
    }

    private static Consumer<ReleaseBench> probing(String text) {
        URI address = URI.create("http://" + Lab.variable("LAB_ADDRESS") + ":" + PORT + "/");
        return bench -> bench.probe(Optional.of(
                new Probe(address, Optional.empty(), 200, Optional.of(text), Duration.ofSeconds(2), Optional.empty())));
    }

    private static Consumer<ReleaseBench> abort(String phase) {
        Thread test = Thread.currentThread();
        return probing("hello").andThen(bench -> {
            bench.migration("echo migrated " + phase).service("app", "echo new; sleep 1000");
            bench.when(event -> event.equals(new Event.PhaseStarted(phase)), test::interrupt);
        });
    }
}
