package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A task, as the engine describes it. */
public record Task(JsonNode json) {
    private static final Set<String> TERMINAL =
            Set.of("complete", "failed", "rejected", "shutdown", "orphaned", "remove");

    /** Engines list tasks in no order, and forget old ones: of the newest there is most to be learnt. */
    public static Optional<Task> newest(Stream<Task> tasks) {
        return tasks.max(Comparator.comparing(Task::created));
    }

    public String id() {
        return json.path("ID").asText();
    }

    public String serviceId() {
        return json.path("ServiceID").asText();
    }

    public String nodeId() {
        return json.path("NodeID").asText();
    }

    public String state() {
        return json.at("/Status/State").asText();
    }

    Instant created() {
        return Instant.parse(json.path("CreatedAt").asText());
    }

    /** The replica's number; that of a task of a global service is its node. */
    public String slot() {
        return json.path("Slot").asInt() > 0 ? json.path("Slot").asText() : nodeId();
    }

    public boolean isWanted() {
        return "running".equals(json.path("DesiredState").asText());
    }

    public boolean isRunning() {
        return "running".equals(state());
    }

    /** Whether the engine has not yet given it what it needs before a node is chosen, such as addresses. */
    boolean isNew() {
        return "new".equals(state());
    }

    boolean hasAddressOn(String network) {
        for (JsonNode attachment : json.path("NetworksAttachments")) {
            if (attachment.at("/Network/ID").asText().equals(network)) {
                return true;
            }
        }
        return false;
    }

    /** Whether its node gets the image and makes the container. */
    boolean isPreparing() {
        return "preparing".equals(state());
    }

    public boolean isComplete() {
        return "complete".equals(state());
    }

    public boolean hasFailed() {
        return "failed".equals(state()) || "rejected".equals(state());
    }

    /** Whether it will run no more. One that is told to end before it got a node stays new or pending for ever. */
    public boolean isOver() {
        return TERMINAL.contains(state()) || nodeId().isEmpty() && isToEnd();
    }

    /** Whether the engine wants it to be over, or has seen that it is; unlike one that goes with its slot. */
    public boolean isShutDown() {
        return "shutdown".equals(json.path("DesiredState").asText());
    }

    private boolean isToEnd() {
        return Set.of("shutdown", "remove").contains(json.path("DesiredState").asText());
    }

    /** What the engine says is wrong with it. */
    public Optional<String> error() {
        return Optional.of(json.at("/Status/Err").asText()).filter(text -> !text.isEmpty());
    }

    /** The exit code of a task that is over; engines show 0 before that, and where there was no container. */
    public Optional<Integer> exitCode() {
        JsonNode code = json.at("/Status/ContainerStatus/ExitCode");
        return isOver() && container().isPresent() && code.isInt() ? Optional.of(code.asInt()) : Optional.empty();
    }

    /** The container, for those who want to look at it. */
    Optional<String> container() {
        return Optional.of(json.at("/Status/ContainerStatus/ContainerID").asText())
                .filter(id -> !id.isEmpty());
    }

    public JsonNode spec() {
        return json.path("Spec");
    }
}
