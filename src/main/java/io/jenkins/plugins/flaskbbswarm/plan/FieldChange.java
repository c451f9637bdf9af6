package io.jenkins.plugins.flaskbbswarm.plan;

import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One field of a service spec that differs.
 *
 * @param path where, as the engine names it: {@code TaskTemplate.ContainerSpec.Image}
 * @param before the present value, empty where there is none
 * @param after the wanted value, empty where it goes away
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {
    /** That the nodes get another registry login than before, of which nothing may be shown. */
    public static final FieldChange LOGIN = new FieldChange("registry login", Optional.empty(), Optional.empty());

    private static final int MOST = 3;
    private static final String STATUS = "Status";

    /** Not of the spec: what became of the service, which is to run once more. */
    static FieldChange runAgain(String failure) {
        return new FieldChange(STATUS, Optional.of(Sensitive.text(failure)), Optional.of("run again"));
    }

    /** Whether the service is only to run again as it is. */
    public boolean isRunAgain() {
        return path.equals(STATUS);
    }

    /** The first few of a list, for a sentence. */
    public static String list(List<FieldChange> changes) {
        String first = changes.stream().limit(MOST).map(FieldChange::toString).collect(Collectors.joining("; "));
        return changes.size() > MOST ? first + "; and " + (changes.size() - MOST) + " more" : first;
    }

    /** {@code path: before → after}, as a plan prints it; if both look alike, they differ in what is not shown. */
    @Override
    public String toString() {
        if (equals(LOGIN)) {
            return "registry login changed";
        }
        String note = before.equals(after) ? " (what is not shown differs)" : "";
        return path + ": " + before.orElse("(none)") + " → " + after.orElse("(none)") + note;
    }
}
