package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A published port goes from one service to another: who has it gives it up first, also on the way back. */
abstract class PortHandover {
    private static final int FIRST_PORT = 18_610;

    private ReleaseBench bench;

    abstract ReleaseBench bench() throws Exception;

    /** As a client that is killed now: nothing that it sends arrives any more. */
    abstract void die();

    abstract void live();

    @BeforeEach
    void connect() throws Exception {
        bench = bench();
    }

    @AfterEach
    void tidy() throws InterruptedException {
        bench.close();
    }

    /** Services are written as their names and the last digit of their port. */
    @ParameterizedTest(name = "{0} ({1}): {2} → {3}")
    @CsvSource(textBlock = """
            renamed,            ingress, old0,          new0,          'old goes before new gets port 18610/tcp'
            renamed,            host,    old0,          new0,          'old goes before new gets port 18610/tcp'
            renamed to earlier, ingress, b0,            a0,            'b goes before a gets port 18610/tcp'
            handed on,          ingress, a0 b1,         a1 b2,         'b gives up its port before a gets port 18611/tcp'
            to a new service,   ingress, a0,            a1 b0,         'a gives up its port before b gets port 18610/tcp'
            swapped,            ingress, a0 b1,         a1 b0,         'a gives up its port before b gets port 18610/tcp'
            swapped,            host,    a0 b1,         a1 b0,         'a gives up its port before b gets port 18610/tcp'
            around,             ingress, a0 b1 c2,      a1 b2 c0,      'c gives up its port before b gets port 18612/tcp'
            """)
    void isDoneInOneRelease(String what, String mode, String before, String after, String note) throws Exception {
        services(before, mode, "sleep 1000");
        bench.release();
        remove(before);
        services(after, mode, "sleep 1000");
        bench.forgetEvents();

        assertThat(bench.release().changed()).isTrue();
        assertThat(bench.release().changed()).isFalse();
        assertThat(bench.specs()).hasSize(after.split(" ").length);
        assertThat(bench.output("plan").toString().replace(bench.stack().name() + "_", ""))
                .containsOnlyOnce("order: " + note);
    }

    @Test
    void isUndoneWhenTheReleaseFails() throws Exception {
        services("old0", "host", "sleep 1000");
        bench.release();
        remove("old0");
        bench.monitor(ReleaseBench.LONG_ENOUGH);
        services("new0", "host", "exit 3");

        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("back at release 1");
        assertThat(bench.runningTasks()).containsOnlyKeys(bench.stack().name().scope("old"));
    }

    /** The client is killed after the old service lost the port, and before the new one gets it. */
    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(textBlock = """
            host,    old0,     new0,     removed
            ingress, old0,     new0,     removed
            host,    a0 b1,    a1 b0,    gave up ports that another service gets
            ingress, a0 b1,    a1 b0,    gave up ports that another service gets
            host,    a0,       a1 b0,    updated
            """)
    void isFinishedByTheNextReleaseAfterAKill(String mode, String before, String after, String moment)
            throws Exception {
        services(before, mode, "sleep 1000");
        bench.release();
        remove(before);
        services(after, mode, "sleep 1000");
        bench.when(event -> event instanceof Event.Note note && note.text().equals(moment), this::die);

        assertThatThrownBy(bench::release).isInstanceOf(Exception.class);
        live();
        assertThat(bench.specs()).as("services after the kill").hasSizeLessThan(3);
        killed();
        assertThat(bench.release().changed()).isTrue();

        assertThat(bench.release().changed()).isFalse();
        assertThat(bench.specs()).hasSize(after.split(" ").length);
        assertThat(bench.lock()).isEmpty();
    }

    /** Or the next one wants what there was before. */
    @Test
    void isTakenBackByTheNextReleaseAfterAKill() throws Exception {
        services("old0", "host", "sleep 1000");
        bench.release();
        remove("old0");
        services("new0", "host", "sleep 1000");
        bench.when(event -> event instanceof Event.Note note && note.text().equals("removed"), this::die);

        assertThatThrownBy(bench::release).isInstanceOf(Exception.class);
        live();
        assertThat(bench.specs()).isEmpty();
        killed();
        remove("new0");
        services("old0", "host", "sleep 1000");
        bench.release();

        assertThat(bench.runningTasks()).containsOnlyKeys(bench.stack().name().scope("old"));
        assertThat(bench.release().changed()).isFalse();
    }

    /** The process that took the lock is this one, which lives. */
    private void killed() throws InterruptedException {
        assertThat(DeadLock.rewrite(bench.engine(), bench.stack().name())).isTrue();
    }

    private void services(String all, String mode, String script) {
        for (String service : all.split(" ")) {
            int port = FIRST_PORT + service.charAt(service.length() - 1) - '0';
            bench.service(service.substring(0, service.length() - 1), script, published(port, mode));
        }
    }

    private void remove(String all) {
        List.of(all.split(" ")).forEach(service -> bench.without(service.substring(0, service.length() - 1)));
    }

    /** The ingress network is not needed to be refused a port: such services have no tasks here. */
    private static Consumer<ObjectNode> published(int port, String mode) {
        return service -> {
            Spoil.port(port).accept(service);
            if (mode.equals("ingress")) {
                ((ObjectNode) service.at("/EndpointSpec/Ports/0")).put("PublishMode", mode);
                service.withObject("/Mode/Replicated").put("Replicas", 0);
            }
        };
    }
}
