package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Networks and volumes that a real engine has, against a file that says the same, and against one that was changed. */
@RequiresLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedFileLabTest {
    private static final Namespace STACK = new Namespace("changedfile");
    private static final StackDeployOptions PLAIN =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);
    private static final String FILE = """
            services:
              app:
                image: IMAGE
                networks: [plain, inside, open, secret, wide, ranged, labelled]
                volumes: ['data:/data', 'optioned:/optioned', 'labelled:/labelled']
                deploy: {replicas: 0}
            networks:
              plain: {}
              inside: {internal: true}
              open: {attachable: true}
              secret: {driver_opts: {encrypted: ""}}
              wide: {driver: overlay, driver_opts: {com.docker.network.driver.mtu: "1400"}}
              ranged: {ipam: {config: [{subnet: 10.83.1.0/24}]}}
              labelled: {labels: {a: b}}
            volumes:
              data: {}
              optioned: {driver: local, driver_opts: {type: tmpfs, device: tmpfs, o: size=1m}}
              labelled: {labels: {a: b}}
            """;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private StackCommands commands;

    @BeforeAll
    void deploy() throws Exception {
        commands = StackCommands.open(
                new DeployConfig.Engine(Optional.of(Lab.engine()), Optional.empty()),
                new DeploymentContext(Map.of(), "a test", Duration.ZERO, events::add));
        commands.remove(STACK);
        commands.deploy(STACK, FakeDeployments.whole(file()), PLAIN);
    }

    @AfterAll
    void remove() throws Exception {
        commands.remove(STACK);
        commands.close();
    }

    private static String file() {
        return FILE.replace("IMAGE", Lab.variable("LAB_BUSYBOX"));
    }

    private List<String> warnings(String file) throws Exception {
        var loaded = FakeDeployments.whole(file);
        events.clear();
        commands.plan(STACK, loaded, PLAIN);
        return events.stream()
                .filter(Event.Warning.class::isInstance)
                .map(Event.Warning.class::cast)
                .filter(warning -> warning.subject().matches("(network|volume) .*"))
                .map(warning -> warning.subject() + " " + warning.toString())
                .toList();
    }

    @Test
    void whatTheEngineMadeOfEachFieldIsNoDifference() throws Exception {
        assertThat(warnings(file())).isEmpty();
        assertThat(commands.plan(STACK, FakeDeployments.whole(file()), PLAIN).isEmpty())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain: {}                     | plain: {internal: true}                        | the network changedfile_plain exists, and it is not internal
            inside: {internal: true}      | inside: {}                                     | the network changedfile_inside exists, and it is internal
            plain: {}                     | plain: {attachable: true}                      | it is not attachable
            plain: {}                     | plain: {driver_opts: {encrypted: ""}}          | it is not encrypted
            "1400"                        | "1300"                                         | its option com.docker.network.driver.mtu is '1400', not '1300'
            subnet: 10.83.1.0/24          | subnet: 10.83.2.0/24                           | its subnet is 10.83.1.0/24, not 10.83.2.0/24
            plain: {}                     | plain: {driver: bridge}                        | its driver is overlay, not bridge
            deploy: {replicas: 0}         | deploy: {mode: global}                         | the service changedfile_app is replicated, and the engine makes no global service of it
            """)
    void whatAnUpdateCannotBringAboutIsRefused(String before, String after, String cause) {
        String changed = file().replace(before, after);
        assertThat(changed).isNotEqualTo(file());
        assertThatThrownBy(() -> commands.plan(STACK, FakeDeployments.whole(changed), PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(cause);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            open: {attachable: true}                       | open: {}                                | network changedfile_open | it is attachable
            secret: {driver_opts: {encrypted: ""}}         | secret: {}                              | network changedfile_secret | it is encrypted
            labelled: {labels: {a: b}}                     | labelled: {labels: {a: c}}              | network changedfile_labelled | its labels are {a=b}, not {a=c}
            size=1m                                        | size=2m                                 | volume changedfile_optioned | its options changed
            data: {}                                       | data: {driver_opts: {type: tmpfs}}      | volume changedfile_data | its options changed
            data: {}                                       | data: {labels: {x: y}}                  | volume changedfile_data | its labels changed
            """)
    void whatStaysOtherwiseIsWarnedOf(String before, String after, String subject, String cause) throws Exception {
        String changed = file().replace(before, after);
        assertThat(changed).isNotEqualTo(file());
        assertThat(warnings(changed))
                .anySatisfy(said -> assertThat(said).startsWith(subject).contains(cause));
    }
}
