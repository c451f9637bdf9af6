package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether and when a task that ended gets a successor. */
final class Restarts {
    private static final long DEFAULT_DELAY = 5_000_000_000L;

    private final Pace pace;

    Restarts(Pace pace) {
        this.pace = pace;
    }

    /** @param before how many tasks of this template ended in the slot, this one included */
    boolean isDue(FakeTask task, long before) {
        JsonNode policy = task.template().path("RestartPolicy");
        long attempts = policy.path("MaxAttempts").asLong();
        boolean failed = !task.state().equals("complete");
        return switch (policy.path("Condition").asText("any")) {
            case "none" -> false;
            case "on-failure" -> failed && (attempts == 0 || before <= attempts);
            default -> attempts == 0 || before <= attempts;
        };
    }

    long delay(FakeTask task) {
        return pace.scaled(task.template().at("/RestartPolicy/Delay").asLong(DEFAULT_DELAY));
    }
}
