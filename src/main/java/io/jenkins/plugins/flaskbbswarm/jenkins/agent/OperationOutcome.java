package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import java.io.Serializable;
import java.util.LinkedHashMap;

/**
 * How an operation ended.
 *
 * @param failure why it failed, in a sentence; empty if it did not
 * @param restored whether the stack is whole: as it was before, if the operation failed
 * @param result what the step returns, if it did not fail
 */
public record OperationOutcome(String failure, boolean restored, LinkedHashMap<String, Object> result)
        implements Serializable {
    static OperationOutcome of(LinkedHashMap<String, Object> result) {
        return new OperationOutcome("", true, result);
    }

    static OperationOutcome failed(String failure, boolean restored) {
        return new OperationOutcome(failure, restored, new LinkedHashMap<>());
    }

    public boolean isFailure() {
        return !failure.isEmpty();
    }
}
