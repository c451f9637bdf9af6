package io.jenkins.plugins.flaskbbswarm.event;

import java.util.Arrays;
import java.util.List;

/**
 * The phases of a release, in the order in which it passes them. One that has nothing to do may be left out. Pipelines
 * name those that are stages, and show the others with the stage that comes next.
 */
public enum Phase {
    CHECK("Check", false),
    DATABASE("Database", false),
    BUILD("Build", true),
    PUSH("Push", true),
    SECRETS("Secrets and configs", true),
    PLAN("Plan", true),
    OBJECTS("Networks, secrets and configs", false),
    MIGRATE("Migrate", true),
    /** The new specs of some services are tried beside the old. */
    CANARY("Canary", false),
    ROLL_OUT("Roll out", true),
    PROBE("Probe", true),
    /** A release that has succeeded is recorded, and what it no longer needs is removed. */
    RECORD("Record", false),
    /** The rollback after a failure; it may follow every phase. */
    ROLLBACK("Rollback", false);

    private final String title;
    private final boolean isStage;

    Phase(String title, boolean isStage) {
        this.title = title;
        this.isStage = isStage;
    }

    /** Its name for people: in logs, reports and pipelines. */
    public String title() {
        return title;
    }

    /** The titles that {@code swarmPhase} takes, in order. */
    public static List<String> stages() {
        return Arrays.stream(values())
                .filter(phase -> phase.isStage)
                .map(Phase::title)
                .toList();
    }

    /** The place in {@link #stages} of the stage that it is shown with; their number if none comes any more. */
    public int stage() {
        return (int) Arrays.stream(values())
                .filter(phase -> phase.isStage && phase.compareTo(this) < 0)
                .count();
    }
}
