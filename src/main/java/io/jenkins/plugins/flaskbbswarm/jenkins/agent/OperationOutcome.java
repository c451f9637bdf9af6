package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an operation ended.
 *
 * @param failure why it failed, in a sentence; empty if it did not
 * @param restored whether the stack is whole: as it was before, if the operation failed
 * @param result what the step returns, if it did not fail
 */
public record OperationOutcome(String failure, boolean restored, LinkedHashMap<String, Object> result)
        implements Serializable {
    /** Texts of agents go to consoles and pages. */
    public OperationOutcome {
        failure = Sensitive.text(Printable.text(failure));
        result = printable(result);
    }

    private static LinkedHashMap<String, Object> printable(Map<String, Object> values) {
        LinkedHashMap<String, Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, printable(value)));
        return shown;
    }

    private static Object printable(Object value) {
        if (value instanceof String text) {
            return Printable.text(text);
        }
        return value instanceof ArrayList<?> list
                ? list.stream().map(OperationOutcome::printable).collect(Collectors.toCollection(ArrayList::new))
                : value;
    }

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
