package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unix:///var/run/docker.sock",
                "tcp://manager.example.org:2376",
                "tcp://[fe80::1]:2376",
                "ssh://deploy@staging.example.org"
            })
    void takesWhatAnEngineCanHave(String host) {
        assertThatCode(() -> TargetRules.check(List.of(target("one", host), target("other", host))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            manager.example.org          | is not an engine's address
            http://manager.example.org   | is not an engine's address
            unix://relative              | is not an engine's address
            tcp://manager.example.org:x  | is not an engine's address
            tcp://manager.example.org:0  | has no such port: ports go from 1 to 65535
            """)
    void refusesAHostThatIsNone(String host, String problem) {
        assertThatThrownBy(() -> TargetRules.check(List.of(target("lab", host))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The swarm target 'lab' has no possible engine: '" + host + "' " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            ''   | ''                   | A swarm target has no name for steps to know it by; give it one or remove it
            ' '  | tcp://m.example:2376 | A swarm target for tcp://m.example:2376 has no name for steps to know it by; give it one or remove it
            null | ''                   | A swarm target has no name for steps to know it by; give it one or remove it
            """)
    void refusesOneWithoutName(String name, String host, String sentence) {
        assertThatThrownBy(() -> TargetRules.check(List.of(target(name, host))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void refusesTwoOfOneName() {
        List<SwarmTarget> targets = List.of(target("lab", ""), target("other", ""), target(" lab ", "ssh://b"));
        assertThatThrownBy(() -> TargetRules.check(targets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are two swarm targets 'lab', and a step that names one would not know which;"
                        + " rename or remove one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "team/", "/team", "team//site", "team/../other", ".", "ops\n/"})
    void refusesFoldersThatCouldMeanAllOfThem(String folders) {
        SwarmTarget target = target("lab", "");
        target.setFolders(folders);

        assertThatThrownBy(() -> TargetRules.check(List.of(target)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The swarm target 'lab' has an impossible folder: ")
                .hasMessageEndingWith("is not a full folder name; write team or team/site, one a line, or nothing for"
                        + " all folders");
        assertThat(target.folders().allow("team/site"))
                .as("if it was written by hand")
                .isFalse();
    }

    @Test
    void aLoginIsForARegistry() {
        SwarmTarget target = target("lab", "");
        target.setRegistryCredentialsId("registry");

        assertThatThrownBy(() -> TargetRules.check(List.of(target)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The swarm target 'lab' has a login for a registry, but no registry; name the one that the"
                        + " login is for");
    }

    private static SwarmTarget target(String name, String host) {
        SwarmTarget target = new SwarmTarget(name);
        target.setHost(host);
        return target;
    }
}
