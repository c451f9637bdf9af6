package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The rows of the failure table. */
final class FailureRows {
    /** A port of the node that a program has which is no part of any stack. */
    static final int TAKEN = 18_490;

    /** A port of the node that a service of another stack has. */
    static final int HELD = 18_491;

    /** A network without a free address: room for four tasks and the node. */
    static final String FULL = "full";

    static final String FULL_SUBNET = "10.215.0.0/29";
    static final int FULL_TASKS = 4;

    /** A network that wants the same subnet, and so has none. */
    static final String OVERLAPPING = "overlapping";

    private FailureRows() {}

    static Stream<Failure> all() {
        return Stream.of(ofTasks(), around(), aborts()).flatMap(rows -> rows);
    }

    static Stream<Failure> ofTasks() {
        String registry = Lab.variable("LAB_REGISTRY");
        return Stream.of(
                Failure.putBack(
                        "image that its registry gives only after a login",
                        app("sleep 1000", Spoil.image(registry + "/nothing:1")),
                        "has no image " + registry + "/nothing:1 and could not pull it",
                        "no basic auth credentials"),
                Failure.putBack(
                        "image in a registry that is not trusted",
                        app("sleep 1000", Spoil.image(Lab.variable("LAB_UNTRUSTED_REGISTRY") + "/busybox:1")),
                        "could not pull it",
                        "certificate signed by unknown authority"),
                Failure.putBack(
                        "image in a registry that is not there",
                        app("sleep 1000", Spoil.image("127.0.0.1:1/busybox:1")),
                        "could not pull it",
                        "connection refused"),
                Failure.putBack("crash at start", app("echo no config; exit 3"), "ends by itself with exit code 3"),
                Failure.putBack(
                        "crash at start, with a log driver that keeps nothing",
                        app("echo no config; exit 3", Spoil.logDriver("none")),
                        "ends by itself with exit code 3; its log driver 'none' keeps nothing"),
                Failure.putBack(
                        "crash after two seconds, within monitor",
                        app("sleep 2; exit 4").and((bench, port) -> bench.monitor(Duration.ofSeconds(5))),
                        "ends by itself with exit code 4"),
                Failure.putBack(
                        "crash after twenty seconds, within monitor",
                        app("sleep 20; exit 5").and((bench, port) -> bench.monitor(Duration.ofSeconds(30))
                                .failures(1)),
                        "ends by itself with exit code 5"),
                Failure.putBack("end without an error", app("true"), "must stay in the foreground"),
                Failure.putBack(
                        "health check fails",
                        app("sleep 1000", Spoil.health("echo no database; exit 1", 1)),
                        "its health check fails, which last said: no database"),
                Failure.putBack(
                        "health check never passes",
                        app("sleep 1000", Spoil.health("exit 1", 100))
                                .and((bench, port) -> bench.healthy(Duration.ofSeconds(3))),
                        "a task is starting for more than 3 s"),
                Failure.putBack(
                        "command not there, without an init",
                        app("", Spoil.command("/no/such/thing", false)),
                        "the image has no command /no/such/thing"),
                Failure.putBack(
                        "command not there, below an init",
                        app("", Spoil.command("/no/such/thing", true)),
                        "a command that it runs does not exist in the image (exit code 127)"),
                Failure.putBack(
                        "command not there, below a shell",
                        app("no-such-command"),
                        "a command that it runs does not exist in the image (exit code 127)"),
                Failure.putBack(
                        "bind mount of nothing",
                        app("sleep 1000", Spoil::mountsNothing),
                        "the path /no/such/folder does not exist on that node"),
                Failure.putBack(
                        "out of memory",
                        app("tail /dev/zero", Spoil::littleMemory)
                                .and((bench, port) -> bench.monitor(Duration.ofSeconds(10))),
                        "it ran out of memory (its limit is 8 MiB)"));
    }

    static Stream<Failure> around() {
        return Stream.of(
                Failure.refused(
                        "no suitable node",
                        app("sleep 1000", Spoil::onMars),
                        "No node can run the service",
                        "'node.labels.planet == mars' fails, it has no node.labels.planet"),
                Failure.refused(
                        "port taken by another service",
                        app("sleep 1000", Spoil.port(HELD)),
                        "the port " + HELD + "/tcp is to be had once on each node",
                        "outside_holder has it"),
                Failure.putBack(
                        "port taken by another program",
                        app("sleep 1000", Spoil.port(TAKEN)),
                        "another program on that node has port " + TAKEN + " taken"),
                Failure.putBack(
                        "no address left on a network",
                        app("sleep 1000", Spoil.on("outside_" + FULL))
                                .and((bench, port) -> bench.healthy(Duration.ofSeconds(3))),
                        "its network outside_full has no address left (5 in " + FULL_SUBNET
                                + ", taken by 4 tasks, 0 services and 1 node)"),
                Failure.putBack(
                        "a network whose subnet is taken",
                        app("sleep 1000", Spoil.on("outside_" + OVERLAPPING))
                                .and((bench, port) -> bench.healthy(Duration.ofSeconds(3))),
                        "its network outside_overlapping got no subnet: the one that it wants overlaps another"),
                Failure.putBack("probe fails", probing("no such words"), "without the text 'no such words'"),
                Failure.putBack(
                        "migration fails",
                        (bench, port) -> bench.migration("echo no such column; exit 7"),
                        "_migration-",
                        "failed: task: non-zero exit (7)"),
                Failure.putBack(
                        "migration fails, with a log driver that keeps nothing",
                        app("sleep 1000", Spoil.logDriver("none"))
                                .and((bench, port) -> bench.migration("echo no such column; exit 7")),
                        "failed: task: non-zero exit (7)",
                        "its log driver 'none' keeps nothing"),
                Failure.putBack(
                        "migration's command is not there",
                        (bench, port) -> bench.migration("no-such-command"),
                        "does not exist in the image (exit code 127)"),
                Failure.putBack(
                        "migration does not end",
                        (bench, port) -> bench.migration("sleep 1000", Duration.ofSeconds(2)),
                        "did not end within 2 s"),
                Failure.putBack(
                        "deadline",
                        app("sleep 1000", Spoil.health("exit 1", 100))
                                .and((bench, port) -> bench.deadline(Duration.ofSeconds(3))),
                        "0 of 1 tasks ran after 3 s"));
    }

    static Stream<Failure> aborts() {
        return Stream.concat(
                Stream.of("Networks, secrets and configs", "Migrate", "Roll out", "Probe")
                        .map(phase -> Failure.putBack("abort in " + phase, abort(phase), "it was interrupted")),
                Stream.of(new Failure("abort in Plan", abort("Plan"), InterruptedException.class, List.of())));
    }

    private static Failure.Change app(String script) {
        return app(script, service -> {});
    }

    private static Failure.Change app(String script, Consumer<ObjectNode> change) {
        return (bench, port) -> bench.service("app", script, change);
    }

    private static Failure.Change probing(String text) {
        return (bench, port) -> bench.probe(Optional.of(new Probe(
                URI.create("http://" + Lab.variable("LAB_ADDRESS") + ":" + port + "/"),
                Optional.empty(),
                200,
                Optional.of(text),
                Duration.ofSeconds(2),
                Optional.empty())));
    }

    private static Failure.Change abort(String phase) {
        return probing("hello").and((bench, port) -> {
            Thread releasing = Thread.currentThread();
            bench.migration("echo migrated " + phase).service("app", "echo new; sleep 1000");
            bench.when(event -> event.equals(new Event.PhaseStarted(phase)), releasing::interrupt);
        });
    }
}
