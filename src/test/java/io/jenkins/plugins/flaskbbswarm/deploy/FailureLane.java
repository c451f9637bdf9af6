package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.Trickle;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A place where releases fail one after the other: a running one under a trickle of requests, which is to be updated,
 * and beside it one that does not exist yet.
 */
final class FailureLane implements AutoCloseable {
    private static final int FIRST_PORT = 18_400;
    /** Seen once in hundreds of runs on a busy engine 20.10, which then has not started the container: no row is about it. */
    private static final String ENGINES_OWN = "unable to remount dir as readonly";

    private static final Duration VISITORS_PATIENCE = Duration.ofSeconds(5);

    private final Engine engine;
    private final String running;
    private final String first;
    private final int port;
    private final Trickle trickle;

    FailureLane(int number) throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        running = "fail" + number;
        first = "first" + number;
        port = FIRST_PORT + 2 * number;
        bench(running).footprint().erase();
        good(bench(running), port).release();
        trickle = Trickle.of(URI.create("http://" + Lab.variable("LAB_ADDRESS") + ":" + port + "/"), VISITORS_PATIENCE);
    }

    /** The running release is updated, that fails, and all is as it was. */
    void update(Failure failure) throws Exception {
        ReleaseBench bench = good(bench(running), port);
        bench.release();
        List<String> before = bench.footprint().lines();
        TreeSet<String> web = bench.runningTasks().get(running + "_web");

        bench.config("c", "two").secret("s", "two").monitor(ReleaseBench.LONG_ENOUGH);
        assertEnds(bench, failure);

        assertThat(bench.footprint().lines()).isEqualTo(before);
        assertThat(bench.runningTasks())
                .containsOnlyKeys(running + "_app", running + "_web")
                .containsEntry(running + "_web", web);
        assertThat(good(bench(running), port).release().changed()).isFalse();
        assertThat(trickle.failures()).isEmpty();
    }

    /** A first release ever fails, and nothing remains of it. */
    void first(Failure failure) throws Exception {
        ReleaseBench bench = good(bench(first), port + 1).network("net").monitor(ReleaseBench.LONG_ENOUGH);
        bench.footprint().erase();
        assertEnds(bench, failure);
        assertThat(bench.footprint().lines()).isEmpty();
        assertThat(bench.runningTasks()).isEmpty();
    }

    private void assertEnds(ReleaseBench bench, Failure failure) {
        failure.change().to(bench, port);
        Throwable thrown = release(bench);
        boolean interrupted = Thread.interrupted();
        assertThat(thrown).isInstanceOf(failure.ends());
        assertThat(interrupted).as("an interrupt is left").isFalse();
        failure.words().forEach(words -> assertThat(thrown).hasMessageContaining(words));
        if (thrown instanceof ReleaseFailedException failed) {
            assertThat(failed.restored()).as(failed.getMessage()).isTrue();
        }
    }

    private static Throwable release(ReleaseBench bench) {
        Throwable thrown = catchThrowable(bench::release);
        boolean isTheEnginesOwn =
                thrown != null && String.valueOf(thrown.getMessage()).contains(ENGINES_OWN);
        return isTheEnginesOwn ? catchThrowable(bench::release) : thrown;
    }

    private ReleaseBench bench(String stack) {
        return new ReleaseBench(engine, new TinyStack(new Namespace(stack), Lab.variable("LAB_BUSYBOX")));
    }

    private static ReleaseBench good(ReleaseBench bench, int port) {
        return bench.service("app", "sleep 1000")
                .service("web", "mkdir /www; echo hello >/www/index.html; exec httpd -f -h /www", service -> {
                    TinyStack.alone(service);
                    Spoil.port(port).accept(service);
                })
                .config("c", "one")
                .secret("s", "one");
    }

    int requests() {
        return trickle.asked();
    }

    @Override
    public void close() throws InterruptedException {
        trickle.close();
        bench(running).footprint().erase();
        bench(first).footprint().erase();
        engine.close();
    }
}
