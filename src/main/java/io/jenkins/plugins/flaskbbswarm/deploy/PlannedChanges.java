package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.PlanFingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment would do, for a person to look at first.
 *
 * @param plan the changes
 * @param unbuilt images that would have to be built, so that the digests in the plan are not yet known
 * @param migration the migration that would run, as {@code service: command}
 * @param wayBack how the migration's schema goes back if the release does, or that it does not
 * @param order which services would wait for which, in lines for a person; none without an order
 */
public record PlannedChanges(
        Plan plan, List<String> unbuilt, Optional<String> migration, Optional<String> wayBack, List<String> order) {
    public PlannedChanges {
        unbuilt = List.copyOf(unbuilt);
        order = List.copyOf(order);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return plan.isEmpty() && unbuilt.isEmpty() && migration.isEmpty();
    }

    /**
     * Twelve hex digits that stand for exactly these changes: a deployment that is told to expect them refuses to do
     * anything else.
     */
    public String fingerprint() {
        List<String> beside = new ArrayList<>(unbuilt);
        migration.ifPresent(beside::add);
        SchemaWords.promised(wayBack).ifPresent(beside::add);
        beside.addAll(order);
        return PlanFingerprint.of(plan, beside);
    }

    /**
     * Holds a deployment to what was shown before.
     *
     * @throws InvalidRequestException if these changes are others than those with the {@code expected} fingerprint
     */
    void requireToBe(Optional<String> expected) {
        if (expected.isPresent() && !expected.get().equals(fingerprint())) {
            throw new InvalidRequestException(List.of("The plan for " + plan.stack() + " has changed (expected "
                    + expected.get() + ", now " + fingerprint()
                    + "); nothing was deployed. Look at the plan again and deploy that one"));
        }
    }
}
