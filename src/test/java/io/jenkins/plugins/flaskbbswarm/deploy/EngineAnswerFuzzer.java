package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineSettings;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.InMemoryEngine;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.fakeengine.TamperedDoor;
import io.jenkins.plugins.flaskbbswarm.fuzz.Mutator;
import io.jenkins.plugins.flaskbbswarm.fuzz.Verdict;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSizes;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands on a stack whose engine gives bad answers: among good ones, a bad one now and then. */
public final class EngineAnswerFuzzer implements AutoCloseable {
    private static final Namespace STACK = new Namespace("bb");
    private static final String FILE = """
            services:
              app:
                image: example.org/app:1
                environment: {A: b}
                configs: [conf]
                networks: [net]
                ports: ["8080:80"]
                healthcheck: {test: [CMD, "true"]}
                deploy: {replicas: 2, labels: {a: b}, placement: {constraints: [node.role == manager]}}
              job:
                image: example.org/job:1
                command: [sh, -c, "echo done"]
                deploy: {mode: replicated-job}
              broken:
                image: example.org/broken:1
                deploy: {restart_policy: {condition: none}}
            configs: {conf: {content: abc}}
            networks: {net: {}}
            """;

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1", "n2");
    private final Mutator mutator;
    private final Engine engine;
    private final StackCommands commands;
    private final StackCommands steady;
    private volatile boolean quiet = true;
    private volatile int rate = 12;
    private volatile long answers;

    public EngineAnswerFuzzer(long seed) throws InterruptedException, ReleaseFailedException {
        mutator = new Mutator(seed);
        EngineSettings settings =
                new EngineSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(1), line -> {});
        engine = InMemoryEngine.over(new TamperedDoor(swarm, new Hands()), settings);
        commands = over(new RolloutOptions(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(10), 1, 4));
        steady = over(RolloutOptions.DEFAULT);
        ObjectNode secret =
                JsonNodeFactory.instance.objectNode().put("Name", "bb_key").put("Data", "YQ==");
        secret.putObject("Labels").put(Namespace.LABEL, STACK.name());
        engine.secrets().create(secret);
        for (int release = 0; release < 2; release++) {
            steady.deploy(STACK, stack(FILE.replace("A: b", "A: " + release)), NO_LOOK_UP);
        }
        quiet = false;
    }

    private static final StackDeployOptions NO_LOOK_UP =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);

    private static LoadedStack stack(String text) {
        return ComposeLoader.load(
                List.of(ComposeSource.of("stack.yml", Path.of(""), text.getBytes(StandardCharsets.UTF_8))),
                Variables.none(),
                Mode.COMPATIBLE,
                new DiskFiles());
    }

    private StackCommands over(RolloutOptions limits) {
        return StackCommands.over(
                engine, new DeploymentContext(Map.of(), "a test", Duration.ofMillis(50), event -> {}), limits);
    }

    /** Gives bad answers. */
    private final class Hands implements TamperedDoor.Tamper {
        @Override
        public synchronized byte[] whole(Recorded request, byte[] answer) {
            answers++;
            return !quiet && mutator.once(rate) ? mutator.answer(answer) : answer;
        }

        @Override
        public synchronized byte[] part(Recorded request, byte[] bytes) {
            answers++;
            return !quiet && mutator.once(rate) ? mutator.body(bytes) : bytes;
        }
    }

    /** How many answers were given. */
    public long answers() {
        return answers;
    }

    /** Commands that only look, each a few times as often as it is likely to meet a bad answer. */
    public void look(Verdict verdict) {
        rate = 6;
        verdict.judge("plan", () -> commands.plan(STACK, stack(FILE), NO_LOOK_UP));
        verdict.judge("drift", () -> commands.drift(STACK));
        verdict.judge("diagnose", () -> commands.diagnose(STACK));
        verdict.judge("releases", () -> commands.releases(STACK));
        verdict.judge("difference", () -> commands.difference(STACK, Optional.empty(), Optional.empty()));
        verdict.judge("lock", () -> commands.lock(STACK));
        verdict.judge("leases", () -> new Leases(engine).all());
        verdict.judge("sizes", () -> new PreviewSizes(engine).each());
        verdict.judge("volumes", () -> engine.volumes().list(Filters.none()));
        verdict.judge("info", () -> engine.system().info());
        verdict.judge("version", () -> engine.system().version());
    }

    /** Commands that change the stack, which is made whole before each. */
    public void change(Verdict verdict, int number) throws Exception {
        whole(number);
        rate = 25;
        String file = FILE.replace("A: b", "A: x" + number);
        List<Runnable> all = List.of(
                () -> verdict.judge("deploy", () -> commands.deploy(STACK, stack(file), NO_LOOK_UP)),
                () -> verdict.judge("rollback", () -> commands.rollback(STACK, 1)),
                () -> verdict.judge("repair", () -> commands.repair(STACK)),
                () -> verdict.judge("remove", () -> commands.remove(STACK)),
                () -> verdict.judge("recover", () -> commands.recover(STACK)));
        all.get(number % all.size()).run();
    }

    private void whole(int number) throws Exception {
        quiet = true;
        steady.remove(STACK);
        steady.deploy(STACK, stack(FILE.replace("A: b", "A: w" + number)), NO_LOOK_UP);
        quiet = false;
    }

    @Override
    public void close() {
        commands.close();
        swarm.close();
    }
}
