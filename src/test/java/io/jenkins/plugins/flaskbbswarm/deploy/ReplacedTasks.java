package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is changed: when a release is done, no task runs that the change replaces, and the others were left alone. */
abstract class ReplacedTasks {
    private ReleaseBench bench;

    /** A stack on the engine that is tried. */
    abstract ReleaseBench bench() throws InterruptedException;

    @BeforeEach
    void connect() throws InterruptedException {
        bench = bench();
    }

    @AfterEach
    void tidy() throws InterruptedException {
        bench.close();
    }

    /** A change of a service that runs, and whether the engine replaces its tasks for it. */
    record Change(String name, Consumer<ObjectNode> before, Consumer<ObjectNode> after, boolean replaces) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                replaced("an endpoint without a virtual address", same(), mode("dnsrr")),
                replaced("an endpoint with a virtual address again", mode("dnsrr"), mode("vip")),
                replaced("a port is published", port(18_601), port(18_602)),
                replaced("a port is published no more", port(18_601), Spoil::stopFirst),
                replaced("the port in the container", port(18_601), port(18_601).andThen(ReplacedTasks::otherTarget)),
                replaced("an endpoint, and a label", same(), mode("dnsrr").andThen(label("a"))),
                replaced("the task", same(), environment("A=1")),
                replaced("the task and the endpoint", same(), environment("A=1").andThen(mode("dnsrr"))),
                kept(
                        "the endpoint is written out, and a label",
                        same(),
                        mode("vip").andThen(label("a"))),
                kept("the endpoint is left out, and a label", mode("vip"), label("a")),
                kept(
                        "a default of the task is written out, and a label",
                        same(),
                        defaults().andThen(label("a"))),
                kept("a label", same(), label("a")),
                kept("an update policy", same(), service -> service.withObject("/UpdateConfig")
                        .put("Parallelism", 2)),
                kept("a constraint that the node meets", same(), constraint("node.role==manager")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aReleaseEndsWhenNoOldTaskRuns(Change change) throws Exception {
        bench.service("app", "sleep 1000", change.before()).release();
        Set<String> before = bench.runningTasks().get(name());
        bench.service("app", "sleep 1000", change.after()).release();

        Set<String> after = bench.runningTasks().get(name());
        assertThat(after).hasSize(1);
        assertThat(after.equals(before)).as("the task stayed").isEqualTo(!change.replaces());
        assertThat(bench.release().changed()).as("something is left to do").isFalse();
    }

    private String name() {
        return bench.stack().name().scope("app");
    }

    private static Change replaced(String name, Consumer<ObjectNode> before, Consumer<ObjectNode> after) {
        return new Change(name, before, after, true);
    }

    private static Change kept(String name, Consumer<ObjectNode> before, Consumer<ObjectNode> after) {
        return new Change(name, before, after, false);
    }

    private static Consumer<ObjectNode> same() {
        return service -> {};
    }

    private static Consumer<ObjectNode> mode(String mode) {
        return service -> service.withObject("/EndpointSpec").put("Mode", mode);
    }

    private static Consumer<ObjectNode> port(int port) {
        return Spoil.port(port);
    }

    private static void otherTarget(ObjectNode service) {
        ((ObjectNode) service.at("/EndpointSpec/Ports/0")).put("TargetPort", 81);
    }

    private static Consumer<ObjectNode> environment(String variable) {
        return service -> service.withObject("/TaskTemplate/ContainerSpec")
                .putArray("Env")
                .add(variable);
    }

    private static Consumer<ObjectNode> label(String value) {
        return service -> service.withObject("/Labels").put("extra", value);
    }

    private static Consumer<ObjectNode> defaults() {
        return service -> service.withObject("/TaskTemplate/ContainerSpec")
                .put("TTY", false)
                .put("Isolation", "default");
    }

    private static Consumer<ObjectNode> constraint(String constraint) {
        return service -> service.withObject("/TaskTemplate/Placement")
                .putArray("Constraints")
                .add(constraint);
    }
}
