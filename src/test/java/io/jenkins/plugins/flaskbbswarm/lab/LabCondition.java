package io.jenkins.plugins.flaskbbswarm.lab;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a test run only where a laboratory is; {@code FLASKBB_SWARM_LAB=required} makes its absence a failure. */
final class LabCondition implements ExecutionCondition {
    /** Why a test was left out. */
    static final String REASON = "needs the laboratory";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Lab.isUp()) {
            return ConditionEvaluationResult.enabled("the laboratory is up");
        }
        if (Lab.isRequired()) {
            throw new IllegalStateException("the laboratory is required but not up: run src/lab/lab up");
        }
        return ConditionEvaluationResult.disabled(REASON + ": run src/lab/lab test");
    }
}
