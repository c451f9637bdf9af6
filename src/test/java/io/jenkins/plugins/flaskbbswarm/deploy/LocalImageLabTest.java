package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A tag that no registry has, on a real engine: when it names another image, that image runs. */
@RequiresLab
class LocalImageLabTest {
    private static final Namespace STACK = new Namespace("localimage");
    private static final StackDeployOptions OPTIONS =
            new StackDeployOptions(ImageResolutionPolicy.ALWAYS, true, false, StackDeployOptions.ReleaseMode.USUAL);

    private static final String FILE = """
            services:
              app:
                image: 127.0.0.1:1/localimage:1
                command: [sleep, "1000"]
                init: true
                healthcheck: {test: [CMD, "true"], interval: 300ms}
            """;

    @Test
    void isReplacedByTheOneThatHasItsTag() throws Exception {
        try (StackCommands commands = StackCommands.open(
                        new DeployConfig.Engine(Optional.of(Lab.engine()), Optional.empty()),
                        new DeploymentContext(Map.of(), "a test", Duration.ofSeconds(5), EventSink.silent()));
                Engine engine = Engine.connect(EngineAddress.parse(Lab.engine()))) {
            try {
                deploy(commands, engine, Lab.variable("LAB_BUSYBOX"), true);
                deploy(commands, engine, Lab.variable("LAB_BUSYBOX"), false);
                deploy(commands, engine, Lab.variable("LAB_DEBIAN"), true);
            } finally {
                commands.remove(STACK);
            }
        }
    }

    private static void deploy(StackCommands commands, Engine engine, String image, boolean changes) throws Exception {
        engine.images().tag(image, "127.0.0.1:1/localimage", "1");
        assertThat(commands.deploy(STACK, FakeDeployments.whole(FILE), OPTIONS).changed())
                .isEqualTo(changes);
        String task = new Footprint(engine, STACK)
                .liveTasks()
                .get(STACK.scope("app"))
                .iterator()
                .next();
        String container = engine.tasks()
                .inspect(task)
                .orElseThrow()
                .at("/Status/ContainerStatus/ContainerID")
                .asText();
        assertThat(engine.containers().inspect(container).orElseThrow().path("Image"))
                .isEqualTo(engine.images().inspect(image).orElseThrow().path("Id"));
    }
}
