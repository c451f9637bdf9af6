package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.rollout.Analysis;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryCheck;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryStep;
import io.jenkins.plugins.flaskbbswarm.rollout.Metric;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Choice;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Releases with canaries on a fake swarm, behind a Traefik of three lines. */
class CanaryReleaseTest {
    private static final String HEADER = "X-Swarm-Canary";
    private static final Analysis EACH_100_MS =
            new Analysis(Duration.ofMillis(100), 0, Optional.of(Duration.ofMillis(200)), 0, 2, Analysis.TooFew.WAIT);

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer traefik;
    private ReleaseBench bench;

    /** What the canary answers; of the service itself, nobody asks. */
    private interface App {
        int answer() throws InterruptedException;
    }

    private volatile App canary = () -> 200;
    private volatile boolean isKnown = true;

    @BeforeEach
    void aRelease() throws Exception {
        traefik = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        traefik.setExecutor(threads);
        traefik.createContext("/", this::answer);
        traefik.start();
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb")
                .monitor(Duration.ofMillis(50))
                .service("app", "sleep 1000", CanaryReleaseTest::routed)
                .service("web", "sleep 1000", TinyStack::alone)
                .config("c", "one");
        bench.release();
        bench.forgetEvents();
        bench.config("c", "two").strategies(strategies(EACH_100_MS));
    }

    private static void routed(ObjectNode service) {
        service.withObject("/Mode/Replicated").put("Replicas", 3);
        service.withObject("/Labels")
                .put("traefik.http.routers.app.rule", "Host(`bb`)")
                .put("traefik.http.services.app.loadbalancer.server.port", "8000");
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        Optional<String> asked =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(HEADER));
        if (asked.isPresent() && isKnown) {
            exchange.getResponseHeaders().set(HEADER, asked.get());
            try {
                status = canary.answer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @AfterEach
    void close() {
        traefik.stop(0);
        threads.shutdownNow();
        bench.engine().close();
        swarm.close();
    }

    private StrategySettings strategies(Analysis analysis) {
        return strategies(analysis, Duration.ofMillis(400));
    }

    private StrategySettings strategies(Analysis analysis, Duration hold) {
        Probe probe = new Probe(
                URI.create("http://127.0.0.1:" + traefik.getAddress().getPort() + "/"),
                Optional.empty(),
                200,
                Optional.empty(),
                Duration.ofSeconds(5),
                Optional.empty());
        return new StrategySettings(
                new Choice(Kind.ROLLING, ""),
                new TreeMap<>(Map.of("app", new Choice(Kind.CANARY, "deploy.yml:9:3: rollout.strategies.app"))),
                List.of(CanaryStep.tasks(1, hold), CanaryStep.share(40, hold)),
                Duration.ofMillis(10),
                analysis,
                Optional.of(probe));
    }

    private List<String> story() {
        return bench.notes().stream()
                .filter(note -> note.contains("bb_app"))
                .map(note -> note.replaceFirst("passed;.*", "passed"))
                .toList();
    }

    @Test
    void aGoodOneGoesThroughItsStepsThenTheServiceFollows() throws Exception {
        assertThat(bench.release().changed()).isTrue();

        assertThat(story())
                .containsExactly(
                        "canary bb_app-canary: step 1 of 2, 1 task: passed",
                        "canary bb_app-canary: step 2 of 2, 2 tasks: passed",
                        "service bb_app: updated",
                        "service bb_app-canary: its service runs the new spec: removed");
        assertThat(bench.footprint().lines().toString()).doesNotContain("canary");
        assertThat(bench.events())
                .anyMatch(event -> event instanceof Event.Measured measured
                        && measured.condition().equals("probe")
                        && measured.met());
        swarm.forgetRequests();
        assertThat(bench.release().changed()).isFalse();
        assertThat(swarm.writes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            answers 500   | sleep 1000           | 500 |   0 | failed (at most 0 %); the last one answered 500, not 200
            is slow       | sleep 1000           | 200 | 300 | took longer than 200 ms (at most 5 %)
            crashes       | exit 3               | 200 |   0 | exit code 3
            crashes later | sleep 1; exit 3      | 200 |   0 | exit code 3
            """)
    void aBadOneLeavesAndNoTaskOfTheServiceWasTouched(String what, String script, int status, int millis, String why)
            throws Exception {
        List<String> before = bench.objects();
        Map<String, TreeSet<String>> tasks = bench.runningTasks();
        canary = () -> {
            Thread.sleep(millis);
            return status;
        };
        bench.strategies(strategies(EACH_100_MS, Duration.ofSeconds(5)));
        bench.service("app", script, CanaryReleaseTest::routed);

        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining(why)
                .hasMessageEndingWith("The stack is back at release 1.");

        assertThat(bench.runningTasks()).isEqualTo(tasks);
        assertThat(bench.objects()).isEqualTo(before);
        assertThat(bench.lock()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Analysis.TooFew.class)
    void oneThatTraefikDoesNotKnowIsNotJudgedByTheAnswersOfOthers(Analysis.TooFew tooFew) throws Exception {
        isKnown = false;
        bench.strategies(strategies(new Analysis(Duration.ofMillis(100), 0, Optional.empty(), 0, 2, tooFew)));
        if (tooFew == Analysis.TooFew.PASS) {
            assertThat(bench.release().changed()).isTrue();
        } else {
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageContaining("it was probed 0 times, which is too few to judge (at least 2)");
        }
    }

    /** {@code ?} stands for the answer of Prometheus to the query of the canary, whose name is in it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            low enough             | {"data": {"resultType": "vector", "result": [{"value": [1, "0.05"]}]}} | WAIT |
            too high               | {"data": {"resultType": "vector", "result": [{"value": [1, "0.2"]}]}}  | WAIT | e{s="bb_app-canary"} was 0.2000 (at most 0.1000)
            a scalar               | {"data": {"resultType": "scalar", "result": [1, "0.2"]}}               | WAIT | e{s="bb_app-canary"} was 0.2000 (at most 0.1000)
            no series, waited for  | {"data": {"resultType": "vector", "result": []}}                       | WAIT | Prometheus has no data for e{s="bb_app-canary"}
            no series, failed      | {"data": {"resultType": "vector", "result": []}}                       | FAIL | Prometheus has no data for e{s="bb_app-canary"}
            no series, passed      | {"data": {"resultType": "vector", "result": []}}                       | PASS |
            no number              | {"data": {"resultType": "vector", "result": [{"value": [1, "NaN"]}]}}  | FAIL | Prometheus has no data for e{s="bb_app-canary"}
            two series             | {"data": {"resultType": "vector", "result": [{}, {}]}}                 | FAIL | it has 2 series; sum them up
            no JSON                | <html>                                                                 | FAIL | it answered no JSON
            """)
    void aMetricIsAConditionToo(String what, String answer, Analysis.TooFew tooFew, String why) throws Exception {
        traefik.createContext("/api/v1/query", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        URI prometheus = URI.create("http://127.0.0.1:" + traefik.getAddress().getPort());
        bench.strategies(strategies(new Analysis(
                Duration.ofMillis(100),
                0,
                Optional.empty(),
                0,
                2,
                tooFew,
                Optional.of(prometheus),
                List.of(new Metric("e{s=\"{canary}\"}", Optional.empty(), 0.1)),
                Optional.empty())));
        if (why == null) {
            assertThat(bench.release().changed()).isTrue();
        } else {
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageContaining(why);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo {canary}         |
            echo {canary}; exit 4 | exit code 4
            sleep 100000          | 2 s
            """)
    void aCommandInTheNewImageDecidesToo(String command, String why) throws Exception {
        bench.strategies(strategies(new Analysis(
                Duration.ofMillis(100),
                0,
                Optional.empty(),
                0,
                2,
                Analysis.TooFew.WAIT,
                Optional.empty(),
                List.of(),
                Optional.of(new CanaryCheck(List.of(command), Duration.ofSeconds(2))))));
        Map<String, TreeSet<String>> tasks = bench.runningTasks();
        if (why == null) {
            assertThat(bench.release().changed()).isTrue();
            assertThat(bench.events().toString()).contains("line=bb_app-canary");
        } else {
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageContaining("bb_app-canary: the canary failed: '" + command + "': ")
                    .hasMessageContaining(why)
                    .hasMessageEndingWith("The stack is back at release 1.");
            assertThat(bench.runningTasks()).isEqualTo(tasks);
        }
        assertThat(bench.footprint().lines().toString()).doesNotContain("canary");
    }

    @Test
    void aMetricIsComparedWithThatOfTheService() throws Exception {
        traefik.createContext("/api/v1/query", exchange -> {
            String value = exchange.getRequestURI().getQuery().contains("canary") ? "13" : "10";
            byte[] body = ("{\"data\": {\"resultType\": \"scalar\", \"result\": [1, \"" + value + "\"]}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        bench.strategies(strategies(new Analysis(
                Duration.ofMillis(100),
                0,
                Optional.empty(),
                0,
                2,
                Analysis.TooFew.WAIT,
                Optional.of(
                        URI.create("http://127.0.0.1:" + traefik.getAddress().getPort() + "/")),
                List.of(new Metric("ms{s=\"{canary}\"}", Optional.of("ms{s=\"{service}\"}"), 1.2)),
                Optional.empty())));
        assertThatThrownBy(bench::release)
                .hasMessageContaining("(ms{s=\"bb_app-canary\"}) / (ms{s=\"bb_app\"}) was 1.300 (at most 1.200)");
    }

    @Test
    void oneThatTraefikLearnsOfLateIsWaitedFor() throws Exception {
        isKnown = false;
        bench.tell(event -> isKnown |=
                event instanceof Event.Measured measured && measured.condition().equals("failed tasks"));
        assertThat(bench.release().changed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(OnAbort.class)
    void anAbortRemovesIt(OnAbort choice) throws Exception {
        bench.onAbort(choice);
        Map<String, TreeSet<String>> tasks = bench.runningTasks();
        Thread test = Thread.currentThread();
        bench.when(event -> event instanceof Event.Measured, test::interrupt);

        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, bench::release);

        assertThat(failed.stack())
                .isEqualTo(
                        choice == OnAbort.LEAVE
                                ? ReleaseFailedException.Stack.LEFT
                                : ReleaseFailedException.Stack.WHOLE);
        assertThat(bench.runningTasks()).isEqualTo(tasks);
        assertThat(bench.lock()).isEmpty();
    }

    /** As a run that was killed leaves it: a label says what it is, and the lock says what to undo. */
    private void leaveBehindACanary() throws Exception {
        ObjectNode canary = bench.specs().get("bb_app").deepCopy();
        canary.put("Name", "bb_app-canary");
        canary.withObject("/Labels").put("io.jenkins.flaskbb-swarm.canary", "2");
        bench.engine().services().create(canary, Optional.empty());
    }

    @Test
    void oneThatADeadRunLeftIsNoPartOfTheStack() throws Exception {
        bench.config("c", "one").strategies(StrategySettings.ROLLING.probing(Optional.empty()));
        leaveBehindACanary();
        assertThat(bench.plan().plan().actions())
                .extracting(action -> action.verb() + " " + action.name())
                .containsExactly("remove bb_app-canary");

        bench.strategies(strategies(EACH_100_MS)).release();

        assertThat(bench.footprint().lines().toString()).doesNotContain("canary");
        assertThat(bench.release().changed()).isFalse();
    }

    @Test
    void thePlanShowsTheStepsAndItsFingerprintCoversThem() throws Exception {
        PlannedChanges plan = bench.plan();
        assertThat(plan.order())
                .containsExactly(
                        "  canary: bb_app-canary: 1 task beside 3 (25 %) for 400 ms, then 2 tasks beside 3 (40 %) for 400 ms",
                        "  canary: a probe every 100 ms, of which at most 0 % may fail, and 95 % answer within 200 ms;"
                                + " no task may fail; then bb_app gets the new spec, and the canary leaves");
        bench.strategies(StrategySettings.ROLLING);
        assertThat(bench.plan().fingerprint()).isNotEqualTo(plan.fingerprint());
    }

    @Test
    void aRefusalNamesItsPlace() {
        bench.service("app", "sleep 1000", service -> {
            service.putObject("EndpointSpec")
                    .putArray("Ports")
                    .addObject()
                    .put("TargetPort", 80)
                    .put("PublishedPort", 80);
        });
        assertThatThrownBy(bench::release)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("deploy.yml:9:3: rollout.strategies.app: services.app cannot have a canary: it"
                        + " publishes port 80, which two services cannot publish at once");
    }
}
