package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * A lock as the swarm keeps it, in a config. Who holds it stands in labels, which can be changed; what would have to be
 * undone stands in the data, which cannot, and in a label where a later holder adds to it. So the next holder takes it
 * over in one write, and nothing is lost in between.
 *
 * @param id of the config
 * @param version of the config when it was seen; 0 if it was only written
 * @param spec of the config
 * @param owner who holds it, for people
 * @param process which process that is, for the machine that it runs on; empty if it was left for the next release
 * @param since when it was taken, ISO 8601
 * @param heartbeat changes for as long as the owner lives
 */
public record LockRecord(
        String id, long version, ObjectNode spec, String owner, String process, String since, String heartbeat) {

    private static final Duration SILENT = Duration.ofSeconds(60);

    public static String configName(Namespace stack) {
        return stack.scope("lock");
    }

    public static Optional<LockRecord> in(Namespace stack, Collection<JsonNode> configs) {
        return configs.stream()
                .filter(config -> Releases.belongs(stack, config))
                .filter(config -> config.at("/Spec/Labels").has(Labels.HEARTBEAT))
                .findFirst()
                .map(LockRecord::of);
    }

    static LockRecord of(JsonNode config) {
        return of(config.path("ID").asText(), config.at("/Version/Index").asLong(), (ObjectNode) config.path("Spec"));
    }

    /** One that was just written. */
    static LockRecord of(String id, ObjectNode spec) {
        return of(id, 0, spec);
    }

    private static LockRecord of(String id, long version, ObjectNode spec) {
        JsonNode labels = spec.path("Labels");
        return new LockRecord(
                id,
                version,
                spec,
                labels.path(Labels.OWNER).asText(),
                labels.path(Labels.PROCESS).asText(),
                labels.path(Labels.SINCE).asText(),
                labels.path(Labels.HEARTBEAT).asText());
    }

    /** What its holders changed or were about to change. Decoded at each call, since few need it. */
    public UndoLog undo() {
        JsonNode later = spec.at("/Labels").path(Labels.UNDO);
        ObjectNode kept = spec.deepCopy();
        return UndoLog.of(StoredJson.read(later.isTextual() ? kept.put("Data", later.asText()) : kept));
    }

    /** The spec with another record of what would have to be undone. */
    ObjectNode undoing(UndoLog undo) {
        ObjectNode next = spec.deepCopy();
        next.withObject("/Labels").put(Labels.UNDO, StoredJson.write(undo.json()));
        return next;
    }

    /** Signs a lock's spec with a new holder, this process; returns the name of this hold. */
    static String sign(ObjectNode spec, String owner) {
        String hold = UUID.randomUUID().toString();
        spec.withObject("/Labels")
                .put(Labels.OWNER, owner)
                .put(Labels.PROCESS, ProcessIdentity.identity())
                .put(Labels.SINCE, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(Labels.HOLD, hold)
                .put(Labels.HEARTBEAT, now());
        return hold;
    }

    /** The name of the stack. */
    String stack() {
        return spec.at("/Labels").path(Namespace.LABEL).asText();
    }

    /** Whether this is the one time that it is held under that name. */
    public boolean isHeldAs(String hold) {
        return hold.equals(spec.at("/Labels").path(Labels.HOLD).asText());
    }

    /** Whether its owner gave up with the stack half way: the next release may take it at once. */
    public boolean isLeft() {
        return process.isEmpty();
    }

    /** The fingerprint of the migration that the release has completed, if it has come so far. */
    public Optional<String> migrated() {
        return Optional.ofNullable(spec.at("/Labels").get(Labels.MIGRATED)).map(JsonNode::asText);
    }

    /** The spec of a release that has completed a migration. */
    ObjectNode migrated(String job) {
        ObjectNode next = spec.deepCopy();
        next.withObject("/Labels").put(Labels.MIGRATED, job);
        return next;
    }

    /** The spec with another heartbeat. */
    ObjectNode beaten() {
        ObjectNode next = spec.deepCopy();
        next.withObject("/Labels").put(Labels.HEARTBEAT, now());
        return next;
    }

    /** The spec as a lock that nobody holds, but of which somebody has still to undo what it says. */
    ObjectNode left() {
        ObjectNode next = spec.deepCopy();
        next.withObject("/Labels").remove(Labels.PROCESS);
        return next;
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    /**
     * Whether its owner gave no sign of life for several heartbeats, by the clocks of both machines, which may differ:
     * reason enough for a closer look, which taking the lock is, and no more.
     */
    public boolean isSilent(Instant now) {
        boolean silent = Duration.between(signed(), now).abs().compareTo(SILENT) > 0;
        return isLeft() || isGone() || silent;
    }

    /** The last sign of life that is seen here, by the clock of the owner's machine. */
    Instant signed() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(heartbeat));
        } catch (NumberFormatException | DateTimeException e) {
            return Instant.EPOCH; // written by nobody who lives
        }
    }

    /** Whether its owner is certainly dead: it was a neighbour of this process, and is no more. */
    public boolean isGone() {
        return ProcessIdentity.isGone(process);
    }

    @Override
    public String toString() {
        return owner + " since " + since;
    }
}
