package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.rollout.Analysis;
import io.jenkins.plugins.flaskbbswarm.rollout.CanaryStep;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Choice;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Canaries on a real engine behind a real Traefik, while people visit the site. {@code -Dcanary.rows=3} for all the ways
 * in which one can be bad.
 */
@RequiresLab
class CanaryLabTest {
    private static final int ROWS = Integer.getInteger("canary.rows", 1);
    private static final String HOST = "canary.example.org";
    /** Traefik looks once a second here: whoever is asked to end goes on answering for longer than that. */
    private static final String SITE = "mkdir /w; echo %s >/w/index.html; httpd -f -p 8000 -h /w & server=$!;"
            + " trap 'sleep 3; kill $server; exit 0' TERM; %s; wait $server";

    private ReleaseBench bench;

    @BeforeEach
    void aRelease() throws Exception {
        bench = ReleaseBench.onTheLabsEngine("canarylab");
        bench.footprint().erase();
        bench.deadline(Duration.ofMinutes(1))
                .monitor(Duration.ofMillis(200))
                .service("app", SITE.formatted("old", ":"), CanaryLabTest::routed);
        bench.release();
        Probe probe = new Probe(
                URI.create("http://" + Lab.variable("LAB_ADDRESS") + "/"),
                Optional.of(HOST),
                200,
                Optional.empty(),
                Duration.ofSeconds(5),
                Optional.empty());
        bench.strategies(new StrategySettings(
                new Choice(Kind.CANARY, "deploy.yml:9:3: rollout.strategy"),
                new TreeMap<>(),
                List.of(CanaryStep.tasks(1, Duration.ofSeconds(3))),
                Duration.ofSeconds(2),
                new Analysis(Duration.ofMillis(100), 0, Optional.empty(), 0, 5, Analysis.TooFew.WAIT),
                Optional.of(probe)));
    }

    private static void routed(ObjectNode service) {
        service.withObject("/Mode/Replicated").put("Replicas", 3);
        service.withObject("/UpdateConfig").put("Parallelism", 0);
        service.putObject("EndpointSpec").put("Mode", "dnsrr");
        service.withObject("/TaskTemplate").putArray("Networks").addObject().put("Target", "traefik-net");
        service.withObject("/Labels")
                .put("traefik.enable", "true")
                .put("traefik.http.routers.canarylab.rule", "Host(`" + HOST + "`)")
                .put("traefik.http.services.canarylab.loadbalancer.server.port", "8000");
    }

    @AfterEach
    void remove() throws Exception {
        bench.close();
    }

    private Visitors visitors() throws InterruptedException {
        Visitors visitors = new Visitors(Lab.variable("LAB_ADDRESS"), 80, HOST, 2);
        while (!visitors.answers().contains("200 old")) {
            Thread.sleep(100); // until Traefik has looked
        }
        return visitors;
    }

    @Test
    void aGoodOneCostsNobodyAnAnswer() throws Exception {
        bench.service("app", SITE.formatted("new", ":"), CanaryLabTest::routed);
        try (Visitors visitors = visitors()) {
            int before = visitors.answers().size();
            assertThat(bench.release().changed()).isTrue();
            List<String> answers = visitors.answers();
            assertThat(answers.subList(before, answers.size())).containsOnly("200 old", "200 new");
            assertThat(visitors.ask()).isEqualTo("200 new");
        }
        assertThat(bench.release().changed()).isFalse();
    }

    static List<Arguments> faults() {
        return List.of(
                        Arguments.of("has no front page", "rm /w/index.html", "answered 404, not 200"),
                        Arguments.of("answers nobody", "kill $server; sleep 1000", "answered 502, not 200"),
                        Arguments.of("crashes", "sleep 1; exit 3", "exit code 3"))
                .subList(0, ROWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void ofABadOneNoMoreThanItsShareIsSeen(String what, String fault, String why) throws Exception {
        Map<String, TreeSet<String>> tasks = bench.runningTasks();
        bench.service("app", SITE.formatted("new", fault), CanaryLabTest::routed);
        try (Visitors visitors = visitors()) {
            int before = visitors.answers().size();
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageContaining(why)
                    .hasMessageEndingWith("The stack is back at release 1.");
            List<String> answers = visitors.answers();
            List<String> during = answers.subList(before, answers.size());
            long bad =
                    during.stream().filter(answer -> !answer.equals("200 old")).count();
            System.out.println("canary " + what + ": " + bad + " of " + during.size() + " answers were its own");
            assertThat(bad).isLessThanOrEqualTo(during.size() / 4 + 2L);
        }
        assertThat(bench.runningTasks()).isEqualTo(tasks);
    }
}
