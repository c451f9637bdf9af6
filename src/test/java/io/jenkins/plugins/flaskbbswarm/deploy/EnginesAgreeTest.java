package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import static org.assertj.core.api.Assertions.assertThat;

/** What a real engine fills in by itself is no difference, and the in-memory swarm fills in the same. */
@RequiresLab
class EnginesAgreeTest {
    private static final int STACKS = 12;
    private static final StackDeployOptions OPTIONS =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);

    private StackCommands real;
    private Engine engine;

    @BeforeEach
    void connect() throws InterruptedException {
        real = StackCommands.open(
                new DeployConfig.Engine(Optional.of(Lab.engine()), Optional.empty()),
                new DeploymentContext(Map.of(), "a test", Duration.ofSeconds(5), EventSink.silent()));
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
    }

    @AfterEach
    void tidy() throws InterruptedException {
        real.remove(FakeDeployments.STACK);
        real.close();
        engine.close();
    }

    /** Each stack is deployed over the one before it, so that updates are looked at as well as creations. */
    @Test
    void generatedStacksReadBackAsTheyWereSent() throws Exception {
        for (String file : files()) {
            real.deploy(FakeDeployments.STACK, FakeDeployments.whole(file), OPTIONS);

            assertThat(real.plan(FakeDeployments.STACK, FakeDeployments.whole(file), OPTIONS)
                            .plan()
                            .actions())
                    .as(file)
                    .isEmpty();
            try (FakeDeployments fake = new FakeDeployments()) {
                fake.deployText(OPTIONS, file);
                assertThat(specs()).as(file).isEqualTo(PlanPropertiesTest.specs(fake.state()));
            }
        }
    }

    private SortedMap<String, JsonNode> specs() throws InterruptedException {
        return PlanPropertiesTest.specs(new SwarmReader(engine).read(FakeDeployments.STACK));
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>();
        JqwikSession.run(() -> GeneratedStacks.services("r.io/a:1", "r.io/a:2")
                .sampleStream()
                .limit(STACKS)
                .forEach(services -> files.add(GeneratedStacks.file(services, "content " + files.size()))));
        return files;
    }
}
