package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service whose task failed and that the engine starts no more: deploying again runs it again, and ends at once. */
abstract class FailedForGood {
    private ReleaseBench bench;

    abstract ReleaseBench bench() throws InterruptedException;

    /** What the script does from now on: it ends well (or goes on), or exits with 3. */
    abstract void works(boolean well, boolean ends) throws Exception;

    /** A script that does so. */
    abstract String script(boolean ends);

    /** What the script needs. */
    abstract void prepare(ObjectNode service);

    @BeforeEach
    void connect() throws InterruptedException {
        bench = bench();
    }

    @AfterEach
    void tidy() throws InterruptedException {
        bench.close();
    }

    /** A service; {@code ends} if it is done when its task is. */
    record Once(String name, boolean ends, Consumer<ObjectNode> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Once> services() {
        return Stream.of(
                new Once("no restarts", true, restart("none", 0)),
                new Once("no restarts of a server", false, restart("none", 0)),
                new Once("attempts on failure are used up", true, restart("on-failure", 1)),
                new Once("attempts are used up", false, restart("any", 1)),
                new Once("on each node", true, restart("none", 0).andThen(mode("Global"))),
                new Once("a job", true, restart("none", 0).andThen(mode("ReplicatedJob"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void isRunAgainAndFailsAtOnceOrIsWell(Once once) throws Exception {
        works(true, once.ends());
        bench.monitor(ReleaseBench.LONG_ENOUGH)
                .service("app", script(once.ends()), once.change().andThen(this::prepare))
                .release();
        assertThat(bench.release().changed()).isFalse();

        works(false, once.ends());
        ByHand.change(bench.engine(), name(), FailedForGood::force);
        while (bench.failed().isEmpty()) {
            Thread.sleep(50);
        }
        bench.forgetEvents();
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("task: non-zero exit (3)")
                .hasMessageContaining("back at release 1");
        assertThat(bench.output("plan"))
                .anyMatch(line -> line.equals("~ service " + name() + " (runs again)"))
                .anyMatch(line -> line.contains("task: non-zero exit (3), and its restart policy starts no other"));

        works(true, once.ends());
        assertThat(bench.release().changed()).isTrue();
        assertThat(bench.failed()).isEmpty();
        assertThat(bench.release().changed()).isFalse();
    }

    private String name() {
        return bench.stack().name().scope("app");
    }

    private static void force(ObjectNode spec) {
        ObjectNode template = spec.withObject("/TaskTemplate");
        template.put("ForceUpdate", template.path("ForceUpdate").asLong() + 1);
    }

    private static Consumer<ObjectNode> restart(String condition, int attempts) {
        return service -> service.withObject("/TaskTemplate")
                .putObject("RestartPolicy")
                .put("Condition", condition)
                .put("MaxAttempts", attempts)
                .put("Delay", 10_000_000L);
    }

    private static Consumer<ObjectNode> mode(String mode) {
        return service -> {
            service.putObject("Mode").putObject(mode);
            if (mode.endsWith("Job")) {
                service.remove("UpdateConfig");
                service.withObject("/Mode/" + mode).put("MaxConcurrent", 1).put("TotalCompletions", 1);
            }
        };
    }
}
