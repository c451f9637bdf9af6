package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a deployment would do, for a person to look at first.
 *
 * @param plan the changes
 * @param unbuilt images that would have to be built, so that the digests in the plan are not yet known
 */
public record PlannedChanges(Plan plan, List<String> unbuilt) {
    public PlannedChanges {
        unbuilt = List.copyOf(unbuilt);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return plan.isEmpty() && unbuilt.isEmpty();
    }

    /**
     * Twelve hex digits that stand for exactly these changes: a deployment that is told to expect them refuses to do
     * anything else.
     */
    public String fingerprint() {
        return fingerprint(plan);
    }

    static String fingerprint(Plan plan) {
        try {
            byte[] text = String.join("\n", PlanText.of(plan)).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
