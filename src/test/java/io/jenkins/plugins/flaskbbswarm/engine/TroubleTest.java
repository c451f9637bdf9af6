package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A swarm in trouble: reads are patient, writes are honest. */
@Timeout(60)
class TroubleTest {
    private static final String LOST =
            "rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status";

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private Engine engine;

    @BeforeEach
    void connect() throws InterruptedException {
        engine = Engine.connect(
                EngineAddress.parse(swarm.address()),
                EngineSettings.defaults()
                        .withDeadline(Duration.ofSeconds(2))
                        .withReadDeadline(Duration.ofMillis(300))
                        .withPatience(Duration.ofSeconds(5))
                        .withNotices(notices::add));
        swarm.forgetRequests();
    }

    @AfterEach
    void close() {
        engine.close();
        swarm.close();
    }

    private static ObjectNode config(String name) {
        return new ObjectMapper().createObjectNode().put("Name", name).put("Data", "aHVzaA==");
    }

    private static EngineException failure(ThrowingCallable call) {
        EngineException failure = catchThrowableOfType(EngineException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void waitsForALeader() throws InterruptedException {
        swarm.losesItsLeader(Duration.ofMillis(500));
        assertThat(engine.services().list(Filters.none())).isEmpty();
        assertThat(notices)
                .containsExactly("the swarm has no leader: waiting for one (at most 5 s)", "the engine answers again");
    }

    @Test
    void doesNotWaitForALeaderForEver() {
        swarm.losesItsLeader(Duration.ofMinutes(10));
        EngineException failure = failure(() -> engine.services().list(Filters.none()));
        assertThat(failure.isNoLeader()).isTrue();
        assertThat(failure).hasMessageContaining("more than half of them must run");
    }

    @Test
    void asksAnewRatherThanWaitForARequestThatHangs() throws InterruptedException {
        swarm.on("GET", "/services").delay(Duration.ofSeconds(10));
        assertThat(engine.services().list(Filters.none())).isEmpty();
        assertThat(swarm.requests()).hasSize(2);
        assertThat(notices).first().asString().contains("does not answer in time");
    }

    @Test
    void asksAnewWhenTheConnectionBreaks() throws InterruptedException {
        swarm.on("GET", "/services").times(2).drop();
        assertThat(engine.services().list(Filters.none())).isEmpty();
    }

    @Test
    void doesNotRepeatAWriteThatMayHaveBeenDone() throws InterruptedException {
        swarm.on("POST", "/configs/create").commitThenRefuse(500, LOST);
        EngineException failure = failure(() -> engine.configs().create(config("c")));
        assertThat(failure.isAmbiguous()).isTrue();
        assertThat(failure.isNoLeader()).isTrue();
        assertThat(failure.engineMessage()).hasValue(LOST);
        assertThat(swarm.writes()).hasToString("[POST /configs/create]");
        assertThat(engine.configs().inspect("c")).isPresent();
    }

    @Test
    void saysThatAWriteWithoutAnAnswerIsAmbiguous() throws InterruptedException {
        swarm.on("POST", "/configs/create").commitThenDrop();
        EngineException broken = failure(() -> engine.configs().create(config("c")));
        assertThat(broken).isInstanceOf(EngineException.Broken.class);
        assertThat(broken.isAmbiguous()).isTrue();
        assertThat(engine.configs().inspect("c")).isPresent();

        swarm.on("POST", "/configs/create").delay(Duration.ofSeconds(10));
        EngineException late = failure(() -> engine.configs().create(config("d")));
        assertThat(late).isInstanceOf(EngineException.TimedOut.class).hasMessageContaining("2000 ms");
        assertThat(late.isAmbiguous()).isTrue();
    }

    @Test
    void knowsARefusalThatIsFinal() {
        swarm.on("POST", "/configs/create").refuse(400, "rpc error: code = InvalidArgument desc = no");
        assertThat(failure(() -> engine.configs().create(config("c"))).isAmbiguous())
                .isFalse();
    }

    @Test
    void saysThatAProxyForbidsIt() {
        String page = "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>";
        swarm.on("GET", "/services").refuse(403, page);
        assertThat(failure(() -> engine.services().list(Filters.none())))
                .hasMessageContaining("says '403 Forbidden Request forbidden by administrative rules.'")
                .hasMessageContaining("such as a socket proxy or an authorization plugin")
                .hasMessageEndingWith("allow it there");
    }

    @Test
    void saysThatTheEngineIsNoManager() {
        swarm.isNoManager();
        EngineException worker = failure(() -> engine.services().list(Filters.none()));
        assertThat(worker.isNotAManager()).isTrue();
        assertThat(worker)
                .hasMessageContaining("Worker nodes can't be used to view or modify cluster state")
                .hasMessageContaining("name a manager of the swarm");
        swarm.hasNoSwarm();
        assertThat(failure(() -> engine.services().list(Filters.none())).isNotAManager())
                .isTrue();
        assertThat(notices).isEmpty();
    }

    @Test
    void anEngineThatWasAManagerMayBeRestarting() throws InterruptedException {
        engine.services().list(Filters.none());
        swarm.on("GET", "/services")
                .times(2)
                .refuse(
                        503,
                        "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to"
                                + " connect this node to swarm and try again.");
        assertThat(engine.services().list(Filters.none())).isEmpty();
        assertThat(notices)
                .containsExactly(
                        "the engine was a manager and is none now, as when it restarts: asking it again (at most 5 s)",
                        "the engine answers again");
    }

    @Test
    void neverShowsWhatItSent() {
        swarm.on("POST", "/secrets/create").refuse(500, "boom");
        RegistryAuth auth = new RegistryAuth("registry.example", "me", "pass-canary".toCharArray());
        swarm.on("POST", "/services/create").refuse(500, "boom");
        assertThat(failure(() -> engine.secrets().create(config("s"))))
                .hasMessage("creating a secret: the engine at " + swarm.address() + " says 'boom'");
        assertThat(failure(() -> engine.services().create(config("s"), Optional.of(auth))))
                .hasMessageNotContaining("canary");
        assertThat(auth).hasToString("RegistryAuth[registry.example, me, ***]");
    }

    @Test
    void isInterruptedWhileItWaits() throws InterruptedException {
        swarm.losesItsLeader(Duration.ofMinutes(1));
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                engine.services().list(Filters.none());
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        });
        thread.start();
        Thread.sleep(200);
        thread.interrupt();
        thread.join(2_000);
        assertThat(thrown).hasSize(1);
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        EventStream events = engine.events().open(Filters.none(), Optional.empty());
        assertThat(ours()).contains("engine-events");
        engine.close();
        Thread.sleep(3_000);
        assertThat(failure(() -> events.next(Duration.ZERO))).hasMessageContaining("events");
        assertThat(ours()).isEmpty();
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("engine-"))
                .toList();
    }
}
