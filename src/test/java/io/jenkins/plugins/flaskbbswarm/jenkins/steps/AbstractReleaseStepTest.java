package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an abort does, as a step says it and as the agent reads it. */
class AbstractReleaseStepTest {
    @ParameterizedTest
    @CsvSource({
        "''      , rollback, ROLLBACK",
        "''      , leave   , LEAVE",
        "leave   , rollback, LEAVE",
        "rollback, leave   , ROLLBACK",
    })
    void theArgumentWinsOverOtherFields(String argument, String field, OnAbort wanted) {
        assertThat(read(step(argument, field)).rollout().onAbort()).isEqualTo(wanted);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> read(step("stay", "leave")))
                .isInstanceOf(DeployFileException.class)
                .hasMessageContaining("'stay' is neither rollback nor leave");
    }

    private static DeployStep step(String onAbort, String field) {
        DeployStep step = new DeployStep();
        step.setStack("tiny");
        step.setFiles("stack.yml");
        step.setSet(List.of(new Setting("rollout.on-abort", field)));
        step.setOnAbort(onAbort);
        return step;
    }

    private static DeployConfig read(DeployStep step) {
        return DeployFile.of(Path.of("."), step.settings(), Map.of());
    }
}
