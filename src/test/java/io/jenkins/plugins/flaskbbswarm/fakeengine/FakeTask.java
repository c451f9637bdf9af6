package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A task on its way through its states. */
final class FakeTask {
    private static final Set<String> TERMINAL =
            Set.of("complete", "shutdown", "failed", "rejected", "remove", "orphaned");

    /** A line in its log. */
    record Printed(Instant time, boolean error, String text, int times) {}

    private final String id;
    private final String service;
    private final String slot;
    private final JsonNode template;
    private final JsonNode endpoint;
    private final Optional<Long> iteration;
    private final Instant created = Instant.now();
    private final List<Printed> log = new ArrayList<>();
    private Optional<String> node;
    private String desired;
    private String state = "new";
    private String message = "created";
    private String error = "";
    private int exitCode;
    private Instant changed = created;
    private long version;
    private Outcome outcome = Outcome.runs();
    private long startAt;
    private long stateSince = System.nanoTime();

    /**
     * @param slot its number, or the identifier of its node in a global service
     * @param iteration of a job
     */
    FakeTask(
            String id,
            Entity service,
            String slot,
            Optional<String> node,
            JsonNode template,
            Optional<Long> iteration,
            long version) {
        this.id = id;
        this.service = service.id();
        this.slot = slot;
        this.node = node;
        this.template = template.deepCopy();
        this.endpoint = service.spec().path("EndpointSpec").deepCopy();
        this.iteration = iteration;
        this.desired = goal();
        this.version = version;
    }

    private String goal() {
        return iteration.isPresent() ? "complete" : "running";
    }

    String id() {
        return id;
    }

    String service() {
        return service;
    }

    String slot() {
        return slot;
    }

    JsonNode template() {
        return template;
    }

    /** That of its service when it was made; the API does not show it. */
    JsonNode endpoint() {
        return endpoint;
    }

    Optional<Long> iteration() {
        return iteration;
    }

    Optional<String> node() {
        return node;
    }

    String desired() {
        return desired;
    }

    String state() {
        return state;
    }

    Outcome outcome() {
        return outcome;
    }

    int exitCode() {
        return exitCode;
    }

    List<Printed> log() {
        return log;
    }

    String image() {
        return template.at("/ContainerSpec/Image").asText();
    }

    boolean isOver() {
        return TERMINAL.contains(state);
    }

    /** Whether the swarm wants it to run. */
    boolean isWanted() {
        return !TERMINAL.contains(desired) || desired.equals("complete");
    }

    boolean isLive() {
        return isWanted() && !isOver();
    }

    /** How long it has been in its state. */
    long age() {
        return System.nanoTime() - stateSince;
    }

    /** Keeps it {@code ready} until then. */
    void delay(long nanos) {
        if (nanos > 0) {
            startAt = System.nanoTime() + nanos;
            desired = "ready";
        }
    }

    boolean isDelayed() {
        if (desired.equals("ready") && System.nanoTime() - startAt >= 0) {
            desired = goal();
        }
        return desired.equals("ready");
    }

    void desire(String newDesired) {
        desired = newDesired;
    }

    void plan(Outcome newOutcome) {
        outcome = newOutcome;
    }

    void assign(String newNode) {
        node = Optional.of(newNode);
    }

    void print() {
        outcome.output().forEach(line -> log.add(new Printed(Instant.now(), line.error(), line.text(), line.times())));
    }

    void move(String newState, String newMessage, long newVersion) {
        state = newState;
        message = newMessage;
        error = "";
        changed = Instant.now();
        stateSince = System.nanoTime();
        version = newVersion;
    }

    void fail(String newState, String newMessage, String newError, int code, long newVersion) {
        move(newState, newMessage, newVersion);
        error = newError;
        exitCode = code;
    }

    void explain(String newError) {
        error = newError;
    }

    ObjectNode json() {
        ObjectNode json = Store.JSON.createObjectNode().put("ID", id);
        json.putObject("Version").put("Index", version);
        json.put("CreatedAt", created.toString()).put("UpdatedAt", changed.toString());
        json.putObject("Labels");
        json.set("Spec", template.deepCopy());
        json.put("ServiceID", service);
        if (slot.matches("\\d+")) {
            json.put("Slot", Integer.parseInt(slot));
        }
        node.ifPresent(name -> json.put("NodeID", name));
        json.set("Status", status());
        json.put("DesiredState", desired);
        iteration.ifPresent(number -> {
            ObjectNode index = json.putObject("JobIteration");
            if (number > 0) {
                index.put("Index", number);
            }
        });
        return json;
    }

    private ObjectNode status() {
        ObjectNode status = Store.JSON
                .createObjectNode()
                .put("Timestamp", changed.toString())
                .put("State", state);
        status.put("Message", message);
        if (!error.isEmpty()) {
            status.put("Err", error);
        }
        if (Set.of("starting", "running", "complete", "failed", "shutdown").contains(state)) {
            status.putObject("ContainerStatus")
                    .put("ContainerID", FakeImage.sha256(id))
                    .put("PID", state.equals("running") ? 4711 : 0)
                    .put("ExitCode", exitCode);
        }
        status.putObject("PortStatus");
        return status;
    }
}
